// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

/**
 * What a program wrote. Of a long stream the head and the tail are kept, with a line between them
 * that tells how many bytes are left out. Bytes that are no UTF-8 stand as backslash escapes.
 *
 * @param stdout standard output
 * @param stderr standard error
 */
public record Output(String stdout, String stderr) {
  /** Nothing. */
  public static final Output NONE = new Output("", "");

  public Output {
    requireNonNull(stdout, "stdout");
    requireNonNull(stderr, "stderr");
  }
}
