// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.waagent.os.Files;

/** What a goal state leaves in {@code Lib.Dir}, by this agent or by an older one. */
public final class GoalStateTraces {
  private static final List<String> NAMES =
      List.of(
          "HostingEnvironmentConfig.xml",
          "Incarnation",
          "partition",
          "Protocol",
          "SharedConfig.xml",
          "WireServerEndpoint",
          "published_hostname",
          "fast_track.json",
          "initial_goal_state",
          "waagent_rsm_update",
          "waagent_initial_update");

  private static final List<String> NUMBERED =
      List.of("Extensions.", "ExtensionsConfig.", "GoalState.");

  private GoalStateTraces() {}

  /**
   * Those that are there.
   *
   * @param lib the agent's own folder
   */
  public static List<Path> in(Path lib, Files files) throws IOException {
    return files.list(lib).stream()
        .filter(name -> NAMES.contains(name) || isNumbered(name))
        .map(lib::resolve)
        .toList();
  }

  private static boolean isNumbered(String name) {
    return name.endsWith(".xml") && NUMBERED.stream().anyMatch(name::startsWith);
  }
}
