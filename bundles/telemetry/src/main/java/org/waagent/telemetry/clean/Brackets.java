// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

/** Brackets of JSON that are open, and whether a text of it is. */
final class Brackets {
  private int depth;
  private boolean inText;

  /** Goes on from a place; where the last one was closed, -1 if the line ended before. */
  int end(String line, int from) {
    for (int at = from; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        inText = !inText;
      } else if (c == '\\' && inText) {
        at++;
      } else if (!inText && isClosed(c)) {
        return at + 1;
      }
    }
    return -1;
  }

  private boolean isClosed(char c) {
    if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
      return depth <= 0;
    }
    return false;
  }
}
