// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account to make.
 *
 * @param name login name
 * @param expires the day from which on nobody can log in
 * @param comment free text without colon or line end
 */
public record NewAccount(String name, Optional<LocalDate> expires, Optional<String> comment) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*\\$?");
  private static final Pattern COMMENT = Pattern.compile("[^:\\p{Cntrl}]*");
  private static final int LONGEST = 32;

  /**
   * @throws IllegalArgumentException if no account may have such a name or comment
   */
  public NewAccount {
    requireNonNull(expires, "expires");
    requireNonNull(comment, "comment");
    if (!isName(requireNonNull(name, "name"))) {
      throw new IllegalArgumentException("not a name for an account: " + name);
    }
    if (comment.isPresent() && !COMMENT.matcher(comment.get()).matches()) {
      throw new IllegalArgumentException("not a comment for an account: " + comment.get());
    }
  }

  /** An account that does not expire. */
  public static NewAccount of(String name) {
    return new NewAccount(name, Optional.empty(), Optional.empty());
  }

  /** Whether an account may have this name: what programs and account files take safely. */
  public static boolean isName(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches();
  }
}
