// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.InterruptedIOException;

/** Somebody wants the thread to end while it reads or writes. */
final class CalledOff {
  private CalledOff() {}

  static InterruptedIOException because(Exception cause) {
    InterruptedIOException off = new InterruptedIOException("the collection was called off");
    off.initCause(cause);
    return off;
  }
}
