// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.spool;

import java.util.Comparator;

/** File names that begin with a number, as a rule a time: the smaller the number, the older. */
public final class FileNumber {
  /** Oldest first. */
  public static final Comparator<String> ORDER =
      Comparator.comparingInt(FileNumber::digits)
          .thenComparing(name -> number(name))
          .thenComparing(Comparator.naturalOrder());

  private FileNumber() {}

  /** Whether the name is a number followed by an ending, and nothing else. */
  public static boolean isNumbered(String name, String ending) {
    int end = end(name);
    return end > 0 && name.substring(end).equals(ending);
  }

  private static int digits(String name) {
    return number(name).length();
  }

  private static String number(String name) {
    int from = 0;
    int end = end(name);
    while (from < end && name.charAt(from) == '0') {
      from++;
    }
    return name.substring(from, end);
  }

  private static int end(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
