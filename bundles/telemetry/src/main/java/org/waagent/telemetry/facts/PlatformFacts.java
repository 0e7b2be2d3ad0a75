// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.HostingEnvironment;
import org.waagent.host.InstanceMetadata.Compute;
import org.waagent.telemetry.event.Field;

/** What the platform calls this machine, in the order it is sent. */
final class PlatformFacts {
  static final String GAP = "_UNINITIALIZED";

  private static final String METADATA = "instance metadata";
  private static final String HOSTING = "hosting environment";

  private PlatformFacts() {}

  static Fact container(Optional<GoalState> goalState) {
    return fact("ContainerId", goalState.map(GoalState::containerId), "goal state");
  }

  static List<Fact> of(Optional<GoalState> goalState, Optional<Compute> compute) {
    Optional<HostingEnvironment> hosting = goalState.flatMap(GoalState::hostingEnvironment);
    return List.of(
        fact("TenantName", hosting.map(HostingEnvironment::deploymentName), HOSTING),
        fact("RoleName", hosting.map(HostingEnvironment::roleName), HOSTING),
        fact("RoleInstanceName", hosting.map(HostingEnvironment::vmName), HOSTING),
        fact("Location", compute.map(c -> c.location().orElse("")), METADATA),
        fact("SubscriptionId", compute.map(c -> c.subscriptionId().orElse("")), METADATA),
        fact("ResourceGroupName", compute.map(c -> c.resourceGroupName().orElse("")), METADATA),
        fact("VMId", compute.map(c -> c.vmId().orElse("")), METADATA),
        new Fact(
            Field.of(
                "ImageOrigin", compute.map(ImageOrigin::of).orElse(ImageOrigin.UNKNOWN).number()),
            METADATA));
  }

  private static Fact fact(String name, Optional<String> value, String source) {
    return new Fact(Field.of(name, value.orElse(name + GAP)), source);
  }
}
