// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A handler of one shell script. Each command notes its control groups and what it found in {@code
 * /notes}.
 *
 * @param folder of the scenario and its package
 */
record Handler(Path folder) {
  static final String NAME = "Acme.Hello";
  static final String SLICE = "azure-vmextensions-Acme.Hello.slice";
  static final String GROUP = "/azure.slice/azure-vmextensions.slice/" + SLICE + "/";

  private static final String SCRIPT =
      """
      #!/bin/sh
      mkdir -p /notes
      cp /proc/self/cgroup /notes/$1.groups
      { echo "$(pwd) $PPID $ConfigSequenceNumber"; cat /proc/self/oom_score_adj; } >/notes/$1.found
      echo $$ >/notes/$1.pid
      case $1 in
      %s) %s ;;
      esac
      [ "$1" = enable ] && printf '%%s' '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z",
        "status": {"name": "x", "operation": "Enable", "status": "success", "code": 0}}]' \\
        >"status/$ConfigSequenceNumber.status"
      exit 0
      """;

  private static final String MANIFEST =
      """
      [{"handlerManifest": {"installCommand": "run.sh install", "enableCommand": "run.sh enable",
        "disableCommand": "run.sh disable", "updateCommand": "run.sh update",
        "uninstallCommand": "run.sh uninstall", "reportHeartbeat": false},
        "resourceLimits": {"cpuQuotaPercentage": 25}}]
      """;

  private static final String SCENARIO =
      """
      {"goalStates": [{"extensions": [{"name": "Acme.Hello", "version": "1.0.0",
        "package": "package", "settings": {}, "sequenceNumber": 0}]}],
        "expect": [{"handler": "Acme.Hello", %s}]}
      """;

  /**
   * Writes the package, and a scenario that installs it.
   *
   * @param command which does something special
   * @param shell what that is
   * @param expected members of the condition the scenario ends with
   * @return the scenario
   */
  Path scenario(String command, String shell, String expected) throws IOException {
    Path content = Files.createDirectories(folder.resolve("package"));
    Files.writeString(content.resolve("HandlerManifest.json"), MANIFEST);
    Files.writeString(content.resolve("run.sh"), SCRIPT.formatted(command, shell));
    Path scenario = folder.resolve("scenario.json");
    Files.writeString(scenario, SCENARIO.formatted(expected));
    return scenario;
  }
}
