// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.RequestedState;

/** Goal states for tests. */
public final class Goals {
  private Goals() {}

  public static Extension settings(String name, int sequenceNumber) {
    return settings(name, sequenceNumber, RequestedState.ENABLED, 0);
  }

  public static Extension settings(
      String name, int sequenceNumber, RequestedState requested, int level) {
    return new Extension(
        name,
        sequenceNumber,
        requested,
        level,
        Optional.of("{\"a\":1}"),
        Optional.empty(),
        Optional.empty());
  }

  public static Handler handler(
      String name, String version, RequestedState requested, Extension... settings) {
    return handler(name, version, requested, false, settings);
  }

  public static Handler handler(
      String name,
      String version,
      RequestedState requested,
      boolean multiConfig,
      Extension... settings) {
    return new Handler(
        new HandlerName(name),
        version,
        requested,
        List.of(new BlobUrl(name)),
        Optional.empty(),
        multiConfig,
        List.of(settings),
        Optional.empty());
  }

  static ExtensionsGoalState extensions(
      int number, boolean onHold, List<String> features, Handler... handlers) {
    return new ExtensionsGoalState(
        "incarnation_" + number,
        ExtensionsGoalState.Source.FABRIC,
        Instant.EPOCH,
        Integer.toString(number),
        ExtensionsGoalState.ZERO_GUID,
        ExtensionsGoalState.ZERO_GUID,
        Optional.empty(),
        features,
        onHold,
        List.of(),
        List.of(handlers),
        false);
  }

  static GoalState of(ExtensionsGoalState extensions) {
    return new GoalState(
        new Incarnation("1"),
        "container",
        "role",
        "role.config",
        extensions,
        Certificates.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
