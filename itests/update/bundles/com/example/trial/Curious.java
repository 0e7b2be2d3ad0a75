// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** Reads what its feature does not declare, and does without it. */
@Component
public final class Curious implements Plugin {
  private final Files files;

  @Activate
  public Curious(@Reference Files files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "Acme.Curious";
  }

  @Override
  public Plan plan(Wanted wanted) {
    try {
      files.readText(Path.of("/etc/hostname"), 1000);
      return new Plan(java.util.List.of(), new Outcome.Failed(1, "nobody kept me from it"));
    } catch (IOException e) {
      return Plan.nothing();
    }
  }
}
