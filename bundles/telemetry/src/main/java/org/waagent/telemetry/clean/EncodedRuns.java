// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

/**
 * Cuts what is long and looks like base64: keys, certificates, encrypted settings, and whatever a
 * program encoded so that no name tells what it is. Hashes in hexadecimal stay.
 */
final class EncodedRuns {
  private static final int SHORTEST = 64;
  private static final int SHORTEST_LINE = 40;
  private static final int LOWER = 1;
  private static final int UPPER = 2;
  private static final int DIGIT = 4;
  private static final int ALL = LOWER | UPPER | DIGIT;

  private EncodedRuns() {}

  /** Whether a line holds nothing else, of which some or all follow on others. */
  static boolean isWhole(String line, boolean follows) {
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    if (end == 0 || !follows && end < SHORTEST_LINE) {
      return false;
    }
    int kinds = 0;
    for (int i = 0; i < end; i++) {
      if (!isStandard(line.charAt(i))) {
        return false;
      }
      kinds |= kind(line.charAt(i));
    }
    return follows || (kinds & (LOWER | UPPER)) == (LOWER | UPPER);
  }

  /** A line without them. */
  static String cut(String line, Cuts cuts) {
    if (!hasLongRun(line)) {
      return line;
    }
    return cut(cut(line, cuts, false), cuts, true);
  }

  /** Nearly all lines have none and are looked at only once. */
  private static boolean hasLongRun(String line) {
    int from = 0;
    for (int at = 0; at < line.length() && line.length() - from >= SHORTEST; at++) {
      char c = line.charAt(at);
      if (c == ' ' || c == '.' || c == ':' || c == '"') {
        from = at + 1;
      } else if (at - from + 1 >= SHORTEST) {
        return true;
      }
    }
    return false;
  }

  private static String cut(String line, Cuts cuts, boolean forAddresses) {
    StringBuilder clean = null;
    int copied = 0;
    int from = 0;
    int kinds = 0;
    for (int at = 0; at <= line.length(); at++) {
      char c = at < line.length() ? line.charAt(at) : ' ';
      if (isEncoded(c, forAddresses) || c == '\\' && line.startsWith("/", at + 1)) {
        kinds |= kind(c);
        continue;
      }
      if (at - from >= SHORTEST && kinds == ALL) {
        clean = clean == null ? new StringBuilder(line.length()) : clean;
        clean.append(line, copied, from).append(Cuts.MARK);
        copied = at;
        cuts.add(Rule.ENCODED);
      }
      from = at + 1;
      kinds = 0;
    }
    return clean == null ? line : clean.append(line, copied, line.length()).toString();
  }

  private static boolean isEncoded(char c, boolean forAddresses) {
    return forAddresses ? c == '-' || c == '_' || kind(c) != 0 : isStandard(c);
  }

  private static boolean isStandard(char c) {
    return c == '+' || c == '/' || c == '=' || kind(c) != 0;
  }

  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return LOWER;
    }
    if (c >= 'A' && c <= 'Z') {
      return UPPER;
    }
    return c >= '0' && c <= '9' ? DIGIT : 0;
  }
}
