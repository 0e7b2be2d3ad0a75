// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.waagent.azurehost.Extension;

/** Handlers whose commands take ten milliseconds and note from when to when they ran. */
final class TimedHandlers {
  private static final String MANIFEST =
      """
      [{"name": "%1$s", "version": "1.0.0", "handlerManifest": {
        "installCommand": "bin/handler install", "uninstallCommand": "bin/handler uninstall",
        "updateCommand": "bin/handler update", "enableCommand": "bin/handler enable",
        "disableCommand": "bin/handler disable", "rebootAfterInstall": false,
        "reportHeartbeat": false}}]
      """;

  private static final String SCRIPT =
      """
      #!/bin/bash
      LC_ALL=C
      begin=$EPOCHREALTIME
      cd "$(dirname "$0")/.." || exit 1
      sleep 0.01
      if [ "$1" = enable ]; then
        printf '%%s' '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {' \\
          '"name": "Timed", "operation": "Enable", "status": "success", "code": 0}}]' > status/next
        mv status/next "status/$ConfigSequenceNumber.status"
      fi
      echo "$begin $EPOCHREALTIME" >> "%1$s"
      """;

  private final Path times;

  TimedHandlers(Path folder) throws IOException {
    Files.createDirectories(folder);
    times = folder.resolve("times");
  }

  Extension named(String name) {
    return Extension.named(name)
        .fromFiles(
            Map.of(
                "HandlerManifest.json",
                MANIFEST.formatted(name),
                "bin/handler",
                SCRIPT.formatted(times)))
        .settings("{}");
  }

  /** The seconds in which at least one of the commands ran. */
  double own() throws IOException {
    List<double[]> spans =
        Files.readAllLines(times).stream()
            .map(line -> line.split(" "))
            .map(two -> new double[] {Double.parseDouble(two[0]), Double.parseDouble(two[1])})
            .sorted(Comparator.comparingDouble(span -> span[0]))
            .toList();
    double own = 0;
    double until = 0;
    for (double[] span : spans) {
      own += Math.max(0, span[1] - Math.max(until, span[0]));
      until = Math.max(until, span[1]);
    }
    return own;
  }
}
