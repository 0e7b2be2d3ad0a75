// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

/** Where the text of an XML element ends, also of one that is quoted in other XML. */
final class Element {
  private Element() {}

  /**
   * Where {@code </} or its escaped form stands; -1 if it does not.
   *
   * @param inTag whether {@code />} counts, too
   */
  static int end(String text, int from, boolean inTag) {
    for (int at = text.indexOf('/', from); at >= 0; at = text.indexOf('/', at + 1)) {
      if (at > from && text.charAt(at - 1) == '<') {
        return at - 1;
      }
      if (at - 4 >= from && text.startsWith("&lt;", at - 4)) {
        return at - 4;
      }
      if (inTag && (text.startsWith(">", at + 1) || text.startsWith("&gt;", at + 1))) {
        return at;
      }
    }
    return -1;
  }

  /** Where the text begins if the name has no attributes, else the place itself. */
  static int text(String line, int endOfName) {
    if (line.startsWith(">", endOfName)) {
      return endOfName + 1;
    }
    return line.startsWith("&gt;", endOfName) ? endOfName + 4 : endOfName;
  }
}
