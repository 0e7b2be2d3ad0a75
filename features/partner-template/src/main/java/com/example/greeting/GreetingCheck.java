// SPDX-License-Identifier: Apache-2.0
package com.example.greeting;

import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Check;

/** A question of {@code waagent doctor}: whether the greeting is as it should be. */
@Component(configurationPid = Config.PID)
public final class GreetingCheck implements Check {
  private final GreetingFile file;

  /** Made by Declarative Services. */
  @Activate
  public GreetingCheck(@Reference Files files, @Reference Directories directories, Config config) {
    this.file = new GreetingFile(files, directories, config);
  }

  @Override
  public String name() {
    return "greeting";
  }

  @Override
  public Finding look() throws IOException {
    return file.isAsWanted()
        ? Finding.fine(file.path() + " is as configured")
        : new Finding(
            Severity.WARNING,
            file.path() + " is not as configured",
            "Wait for the next round; 'waagent status' tells why it fails if it does.");
  }
}
