// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes events. Where the telemetry bundle is left out there is no such service, and nothing is
 * sent: depend on it with an optional reference.
 */
@ConsumerType
public interface EventSink {
  /** Takes an event. Returns at once and never fails. */
  void accept(Event event);

  /** Takes a figure. Returns at once and never fails. */
  default void accept(Measurement measurement) {}
}
