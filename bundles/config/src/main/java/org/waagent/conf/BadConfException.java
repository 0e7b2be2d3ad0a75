// SPDX-License-Identifier: Apache-2.0
package org.waagent.conf;

import java.io.IOException;

/** A configuration file that cannot be used at all. */
public final class BadConfException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String reason;

  /**
   * @param file name of the file
   * @param reason what is wrong with it, without the name
   */
  public BadConfException(String file, String reason) {
    super(file + " " + reason);
    this.file = file;
    this.reason = reason;
  }

  /** Name of the file. */
  public String file() {
    return file;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }
}
