// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.waagent.extension.command.Journals;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.policy.PolicyGate;
import org.waagent.extension.status.Snapshot;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.host.ArtifactSource;
import org.waagent.host.GoalStateSource;
import org.waagent.host.HostException;

/** Finds the goal state to make a forecast of: the daemon's, or the one in force now. */
record Lookout(
    HandlerStore store, Journals journals, Rules rules, PolicyGate policy, LatestGoal latest) {
  JsonObject ask(
      BundleContext context,
      ServiceReference<GoalStateSource> goalStates,
      ServiceReference<ArtifactSource> artifacts)
      throws HostException, IOException {
    ArtifactSource source = required(context, artifacts);
    try {
      Optional<ExtensionsGoalState> known = latest.goal();
      return known.isPresent() ? of(known.get(), source) : of(poll(context, goalStates), source);
    } finally {
      context.ungetService(artifacts);
    }
  }

  private static <T> T required(BundleContext context, ServiceReference<T> reference)
      throws IOException {
    T service = context.getService(reference);
    if (service == null) {
      throw new IOException("the bundle that asks Azure is being replaced");
    }
    return service;
  }

  private static ExtensionsGoalState poll(
      BundleContext context, ServiceReference<GoalStateSource> goalStates)
      throws HostException, IOException {
    GoalStateSource source = required(context, goalStates);
    try {
      return source.poll(GoalStateSource.Fetch.CHANGES).goalState().extensions();
    } finally {
      context.ungetService(goalStates);
    }
  }

  JsonObject of(ExtensionsGoalState goal, ArtifactSource artifacts) throws IOException {
    JsonObject json =
        new Forecast(store, journals, rules, policy, artifacts).of(goal, latest.start());
    Snapshot now = latest.snapshot();
    for (JsonElement one : json.getAsJsonArray("units")) {
      JsonObject unit = one.getAsJsonObject();
      String label = unit.get("unit").getAsString();
      if (now.notes().containsKey(label)) {
        unit.addProperty("retry", now.notes().get(label));
      }
    }
    return json;
  }
}
