// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** An archive is not what it must be. */
public final class BadArchive extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 2000;

  private final Check check;

  /**
   * @param check which failed
   * @param why names the entry, or the place in a document
   */
  public BadArchive(Check check, String why) {
    super(shortened(why));
    this.check = requireNonNull(check, "check");
  }

  /**
   * @param check which failed
   * @param why names the entry, or the place in a document
   * @param cause what it was noticed by
   */
  public BadArchive(Check check, String why, Throwable cause) {
    super(shortened(why), cause);
    this.check = requireNonNull(check, "check");
  }

  /** The check that failed. */
  public Check check() {
    return check;
  }

  /** It may have a part of what was read in it: it stays one line, and of bounded length. */
  private static String shortened(String why) {
    StringBuilder line = new StringBuilder();
    String text = why.length() <= LONGEST ? why : why.substring(0, LONGEST) + " ...";
    text.chars().forEach(c -> line.append(Character.isISOControl(c) ? '?' : (char) c));
    return line.toString();
  }
}
