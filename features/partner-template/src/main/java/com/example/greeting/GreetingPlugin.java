// SPDX-License-Identifier: Apache-2.0
package com.example.greeting;

import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** Compares what is wanted with what is there, and says what it would change. */
@Component(configurationPid = Config.PID)
public final class GreetingPlugin implements Plugin {
  /** As Azure sees it: {@code Publisher.Type}. */
  static final String NAME = "Example.Greeting";

  private final GreetingFile file;

  /** The ports it gets are those that {@code feature.json} declares. */
  @Activate
  public GreetingPlugin(
      @Reference Files files,
      @Reference Directories directories,
      @Reference(target = "(osgi.condition.id=" + Conditions.CONFIGURED + ")") Condition configured,
      Config config) {
    this.file = new GreetingFile(files, directories, config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Plan plan(Wanted wanted) throws IOException {
    return file.isAsWanted()
        ? Plan.nothing()
        : Plan.of(Change.of("write " + file.path(), file::write));
  }

  @Override
  public Plan removal(Removal scope) {
    return scope == Removal.UNINSTALL && file.isThere()
        ? Plan.of(Change.of("delete " + file.path(), file::delete))
        : Plan.nothing();
  }
}
