// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

/** A document that is no OVF environment. It never quotes the document, which holds secrets. */
public final class OvfException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;

  OvfException(int line, String reason) {
    super(line > 0 ? "ovf-env.xml, line " + line + ": " + reason : "ovf-env.xml: " + reason);
    this.line = line;
  }

  /** Where in the document; 0 where no line is to blame. */
  public int line() {
    return line;
  }
}
