// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What this machine has. */
final class Programs {
  private Programs() {}

  static boolean has(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
