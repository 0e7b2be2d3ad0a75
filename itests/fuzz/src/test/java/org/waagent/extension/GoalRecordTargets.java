// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.List;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.fuzz.Target;

/** What is kept of a goal state. */
public final class GoalRecordTargets {
  private static final String RECORD =
      """
      {"goalState":"incarnation_1","start":"s","mode":"FULL","began":"2026-01-01T00:00:00Z",
      "processed":true,"status":{"svdSequenceNumber":"1","success":true,"code":0,"message":"m",
      "timestamp":"2026-01-01T00:00:00Z"}}
      """;

  private GoalRecordTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofText("record of a goal state", GoalRecord::of, MalformedJson.class, RECORD));
  }
}
