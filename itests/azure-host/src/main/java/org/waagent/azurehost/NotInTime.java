// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** What was awaited did not happen; the message tells what happened instead. */
public final class NotInTime extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotInTime(String message) {
    super(message);
  }
}
