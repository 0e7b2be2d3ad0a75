// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.IOException;

/** A document is there but is not JSON, or not of the shape it must have. */
public final class MalformedJson extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and where
   */
  public MalformedJson(String message) {
    super(message);
  }

  /**
   * @param cause what it was noticed by
   */
  public MalformedJson(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
