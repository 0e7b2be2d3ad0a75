// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import java.util.List;

/** The kinds of event the platform knows. */
public enum Kind {
  /** Something the agent or a handler did. */
  AGENT(1, Kind.AGENT_PROVIDER),
  /** A figure. */
  FIGURE(4, Kind.AGENT_PROVIDER),
  /** A line of a log, and what extensions write themselves. */
  LOG(7, "FFF0196F-EE4C-4EAF-9AA5-776F622DEB4F");

  private static final String AGENT_PROVIDER = "69B669B9-4AF8-4C50-BDC4-6006FA76E975";

  private final int id;
  private final String provider;

  Kind(int id, String provider) {
    this.id = id;
    this.provider = provider;
  }

  /** Number of the event. */
  public int id() {
    return id;
  }

  /** An event of this kind. */
  public TelemetryEvent event(List<Field> fields) {
    return new TelemetryEvent(id, provider, fields);
  }
}
