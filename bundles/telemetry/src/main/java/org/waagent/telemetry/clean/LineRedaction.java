// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Optional;

/**
 * Takes the secrets out of a text, line by line. What begins on one line and ends on a later one is
 * remembered between them.
 */
public final class LineRedaction {
  private static final String BEGIN = "-----BEGIN ";
  private static final int LONGEST_LABEL = 60;

  private final Cuts cuts;
  private Optional<Hidden> hidden = Optional.empty();
  private boolean encoded;

  /**
   * @param cuts counts what it cuts out
   */
  public LineRedaction(Cuts cuts) {
    this.cuts = cuts;
  }

  /** What of a line may be seen; empty if nothing of it is left, not even that it is there. */
  public Optional<String> line(String line) {
    if (hidden.isPresent()) {
      int rest = hidden.get().rest(line);
      if (rest < 0) {
        return Optional.empty();
      }
      hidden = Optional.empty();
      String visible = line.substring(rest);
      return visible.isBlank() && rest > 0 ? Optional.empty() : line(visible);
    }
    if (line.indexOf('\0') >= 0) {
      cuts.add(Rule.NOT_TEXT);
      return Optional.of(Cuts.MARK);
    }
    if (EncodedRuns.isWhole(line, encoded)) {
      return encodedLine();
    }
    encoded = false;
    return Optional.of(words(keys(line)));
  }

  private Optional<String> encodedLine() {
    if (encoded) {
      return Optional.empty();
    }
    encoded = true;
    cuts.add(Rule.ENCODED);
    return Optional.of(Cuts.MARK);
  }

  private String words(String line) {
    LineScan scan = new LineScan(line, cuts);
    String clean = scan.run();
    if (scan.below().isPresent() && hidden.isEmpty()) {
      hidden = scan.below();
      if (clean.equals(line)) {
        cuts.add(Rule.NAMED_VALUE);
        clean += Cuts.MARK;
      }
    }
    return EncodedRuns.cut(clean, cuts);
  }

  /** Private keys that begin on this line. */
  private String keys(String line) {
    int begin = key(line, 0);
    if (begin < 0) {
      return line;
    }
    StringBuilder clean = new StringBuilder(line.length());
    int copied = 0;
    while (begin >= 0) {
      clean.append(line, copied, begin).append(Cuts.MARK);
      cuts.add(Rule.PRIVATE_KEY);
      Hidden key = Hidden.throughKey();
      int end = key.rest(line.substring(begin));
      if (end < 0) {
        hidden = Optional.of(key);
        return clean.toString();
      }
      copied = begin + end;
      begin = key(line, copied);
    }
    return clean.append(line, copied, line.length()).toString();
  }

  private static int key(String line, int from) {
    for (int at = line.indexOf(BEGIN, from); at >= 0; at = line.indexOf(BEGIN, at + 1)) {
      int most = Math.min(line.length(), at + LONGEST_LABEL);
      if (line.substring(at, most).contains("PRIVATE KEY")) {
        return at;
      }
    }
    return -1;
  }
}
