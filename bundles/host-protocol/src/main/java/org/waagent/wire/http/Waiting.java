// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;

/** Pauses between attempts; a test does not really wait. */
@FunctionalInterface
public interface Waiting {
  /** Waits. */
  void pause(Duration time) throws InterruptedException;
}
