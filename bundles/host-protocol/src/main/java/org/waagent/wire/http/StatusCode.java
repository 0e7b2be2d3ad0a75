// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.util.OptionalInt;
import org.waagent.host.HostException;

/** The status of the answer a call failed with, as the cause of its {@link HostException}. */
public final class StatusCode extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  StatusCode(int status) {
    super("status " + status, null, false, false);
    this.status = status;
  }

  /** The status; empty if the call failed without an answer. */
  public static OptionalInt of(HostException e) {
    return e.getCause() instanceof StatusCode code
        ? OptionalInt.of(code.status)
        : OptionalInt.empty();
  }
}
