// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.StatusBlob;

/** Goal states for tests. */
public final class TestGoalStates {
  private TestGoalStates() {}

  /** A goal state with a status blob and no handlers. */
  public static GoalState of(String incarnation) {
    return of(
        incarnation,
        "incarnation_" + incarnation,
        Optional.of(
            new StatusBlob(
                new BlobUrl("https://blob.test/status?sig=secret"), StatusBlob.Type.BLOCK_BLOB)));
  }

  /** The same goal state after the machine moved. */
  public static GoalState in(String container, GoalState former) {
    return new GoalState(
        former.incarnation(),
        container,
        former.roleInstanceId(),
        former.roleConfigName(),
        former.extensions(),
        former.certificates(),
        former.hostingEnvironment(),
        former.sharedConfig(),
        former.remoteAccess(),
        former.fastTrack());
  }

  /** A goal state of an id. */
  public static GoalState of(String incarnation, String id, Optional<StatusBlob> blob) {
    ExtensionsGoalState extensions =
        new ExtensionsGoalState(
            id,
            ExtensionsGoalState.Source.FABRIC,
            Instant.parse("2026-01-01T00:00:00Z"),
            incarnation,
            ExtensionsGoalState.ZERO_GUID,
            ExtensionsGoalState.ZERO_GUID,
            blob,
            List.of(),
            false,
            List.of(),
            List.of(),
            false);
    return new GoalState(
        new Incarnation(incarnation),
        "container",
        "instance",
        "config.xml",
        extensions,
        Certificates.none(),
        Optional.empty(),
        Optional.of("<SharedConfig/>"),
        Optional.empty(),
        true);
  }
}
