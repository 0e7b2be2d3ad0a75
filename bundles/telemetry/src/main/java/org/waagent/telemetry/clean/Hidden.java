// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

/**
 * A secret that goes on over lines. A file can't make it go on for ever: where its end is missing
 * it ends by itself.
 */
abstract class Hidden {
  private static final int MOST_LINES = 1000;

  private int lines;

  /** Where the line is visible again; -1 if nothing of it is and the next line is asked, too. */
  final int rest(String line) {
    lines++;
    int end = end(line);
    return end < 0 && lines >= MOST_LINES ? line.length() : end;
  }

  abstract int end(String line);

  /** Up to a mark, which is hidden with the rest of its line. */
  static Hidden throughKey() {
    return new Hidden() {
      @Override
      int end(String line) {
        int end = line.indexOf("-----END ");
        int tail = end < 0 ? -1 : line.indexOf("-----", end + 9);
        return tail < 0 ? -1 : tail + 5;
      }
    };
  }

  /** Up to the end of an element. */
  static Hidden element(boolean inTag) {
    return new Hidden() {
      @Override
      int end(String line) {
        return Element.end(line, 0, inTag);
      }
    };
  }

  /** Up to the bracket that closes what is open. */
  static Hidden brackets(Brackets open) {
    return new Hidden() {
      @Override
      int end(String line) {
        return open.end(line, 0);
      }
    };
  }

  /** The value of a name at the end of a line: the lines below that stand further in, or one. */
  static Hidden below(int indentation) {
    return new Hidden() {
      private boolean begun;

      @Override
      int end(String line) {
        if (line.isBlank()) {
          return -1;
        }
        if (!begun) {
          begun = true;
          return -1;
        }
        return indentation(line) > indentation ? -1 : 0;
      }
    };
  }

  /** What stands further in than the line that opened it. */
  static Hidden inside(int indentation) {
    return new Hidden() {
      @Override
      int end(String line) {
        return line.isBlank() || indentation(line) > indentation ? -1 : 0;
      }
    };
  }

  static int indentation(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
