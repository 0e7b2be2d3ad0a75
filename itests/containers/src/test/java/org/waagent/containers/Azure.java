// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;

/**
 * The fake host beside the container. It lives in the JVM that started the container and ends with
 * it; a file tells the tests inside what it saw.
 */
final class Azure {
  static final String SEEN = "seen";

  private static final String MANIFEST =
      """
      [{"name": "Test.Container", "version": "1.0.0", "handlerManifest": {
      "installCommand": "true.sh", "uninstallCommand": "true.sh", "updateCommand": "true.sh",
      "enableCommand": "true.sh", "disableCommand": "true.sh"}}]
      """;

  private Azure() {}

  /** Starts it; returns the lines of {@code waagent.conf} that lead to it. */
  static List<String> start(Path folder) {
    Extension extension =
        Extension.named("Test.Container")
            .fromFiles(Map.of("HandlerManifest.json", MANIFEST, "true.sh", "#!/bin/sh\nexit 0\n"));
    AzureHost host = AzureHost.start(GoalState.of(extension));
    Thread teller = new Thread(() -> tell(host, folder), "what the host saw");
    teller.setDaemon(true);
    teller.start();
    return host.confLines();
  }

  private static void tell(AzureHost host, Path folder) {
    try {
      while (true) {
        String seen = host.requests(Route.GOAL_STATE).size() + " " + host.statuses().size();
        Files.writeString(folder.resolve("next"), seen);
        Files.move(
            folder.resolve("next"), folder.resolve(SEEN), StandardCopyOption.REPLACE_EXISTING);
        Thread.sleep(100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
