// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.IOException;

/** The client broke HTTP; the connection is answered once and closed. */
final class BadRequest extends IOException {
  private static final long serialVersionUID = 1L;
  private final int status;

  BadRequest(int status, String why) {
    super(why);
    this.status = status;
  }

  int status() {
    return status;
  }
}
