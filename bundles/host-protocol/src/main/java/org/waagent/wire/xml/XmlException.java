// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.xml;

/** A document that can't be read. The message names the document, the line and the reason. */
public final class XmlException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param document its name
   * @param line where; 0 if that is not known
   * @param reason why
   */
  public XmlException(String document, int line, String reason) {
    this(document, line, 0, reason);
  }

  /**
   * @param document its name
   * @param line where; 0 if that is not known
   * @param column where in the line; 0 if that is not known
   * @param reason why
   */
  public XmlException(String document, int line, int column, String reason) {
    super(
        document
            + (line > 0 ? " line " + line : "")
            + (column > 0 ? " column " + column : "")
            + ": "
            + reason);
  }
}
