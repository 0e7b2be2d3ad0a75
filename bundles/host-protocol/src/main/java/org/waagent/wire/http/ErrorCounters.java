// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

/** Counts the attempts that brought no answer at all, by whom they were for. */
final class ErrorCounters {
  private long hostPlugin;
  private long protocol;
  private long other;

  /** An attempt failed. */
  synchronized void count(CallClass kind, Route route) {
    switch (peer(kind, route)) {
      case HOST_PLUGIN -> hostPlugin++;
      case PROTOCOL -> protocol++;
      default -> other++;
    }
  }

  /** What was counted since the start or the last reset. */
  synchronized Errors counts() {
    return new Errors(hostPlugin, protocol, other);
  }

  /** Begins anew; returns what was counted until now. */
  synchronized Errors reset() {
    Errors counted = counts();
    hostPlugin = 0;
    protocol = 0;
    other = 0;
    return counted;
  }

  private static Peer peer(CallClass kind, Route route) {
    if (route == Route.INTERNET) {
      return Peer.OTHER;
    }
    return switch (kind) {
      case VERSIONS, GOAL_STATE, CERTIFICATES, HEALTH, ROLE_PROPERTIES, TELEMETRY, OBSERVATIONS ->
          Peer.PROTOCOL;
      case PLUGIN_VERSIONS, PLUGIN_HEALTH, VM_SETTINGS, PLUGIN_TEXT, PACKAGE, PLUGIN_STATUS, LOGS ->
          Peer.HOST_PLUGIN;
      default -> Peer.OTHER;
    };
  }

  private enum Peer {
    HOST_PLUGIN,
    PROTOCOL,
    OTHER
  }
}
