// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.ArrayDeque;
import java.util.Deque;

/** Decides how much of the bodies in the record stays in memory. Not thread-safe. */
final class BodyStore {
  static final int HEAD = 64 * 1024;
  static final int WHOLE_STATUSES = 50;
  private static final long BUDGET = 64L * 1024 * 1024;

  private final boolean whole;
  private final Deque<RequestBody> statuses = new ArrayDeque<>();
  private final Deque<RequestBody> others = new ArrayDeque<>();
  private long held;

  /**
   * @param whole keeps everything
   */
  BodyStore(boolean whole) {
    this.whole = whole;
  }

  RequestBody keep(Route route, byte[] bytes) {
    RequestBody body = new RequestBody(bytes);
    if (whole || bytes.length == 0) {
      return body;
    }
    if (route == Route.STATUS || route == Route.STATUS_BLOB) {
      statuses.addLast(body);
      if (statuses.size() > WHOLE_STATUSES) {
        headOf(statuses.removeFirst());
      }
    } else {
      headOf(body);
    }
    return body;
  }

  /** When all heads together are too much, the oldest are let go altogether. */
  private void headOf(RequestBody body) {
    body.cutTo(HEAD);
    others.addLast(body);
    held += body.bytes().length;
    while (held > BUDGET) {
      held -= others.removeFirst().cutTo(0);
    }
  }
}
