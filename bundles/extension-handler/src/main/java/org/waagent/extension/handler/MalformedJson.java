// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.IOException;

/** A document is there but is not JSON, or not of the shape it must have. */
public final class MalformedJson extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 300;

  /**
   * @param message what is wrong and where
   */
  public MalformedJson(String message) {
    super(shortened(message));
  }

  /**
   * @param cause what it was noticed by
   */
  public MalformedJson(Throwable cause) {
    super(shortened(cause.getMessage()), cause);
  }

  /** The reader may name what it read instead of what it wanted, and that may be long. */
  private static String shortened(String message) {
    String all = String.valueOf(message);
    int line = all.indexOf('\n');
    String text = line < 0 ? all : all.substring(0, line);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}
