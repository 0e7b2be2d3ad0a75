// SPDX-License-Identifier: Apache-2.0
package com.example.motd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.condition.Condition;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.Change;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** Owns the file that greets who logs in. Written from the Javadoc of the api alone. */
@Component(configurationPid = "org.waagent.motd")
public final class MotdPlugin implements Plugin {
  private static final int LONGEST = 65_536;

  private final Files files;
  private final Path file;
  private final byte[] text;

  @ObjectClassDefinition(pid = "org.waagent.motd")
  @interface Config {
    @AttributeDefinition(description = "The file that is shown.")
    String file() default "/etc/motd";

    @AttributeDefinition(description = "Its only line.")
    String text() default "Managed by Acme";
  }

  @Activate
  public MotdPlugin(
      @Reference Files files,
      @Reference(target = "(osgi.condition.id=" + Conditions.CONFIGURED + ")") Condition configured,
      Config config) {
    this.files = files;
    this.file = Path.of(config.file());
    this.text = (config.text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "Acme.Motd";
  }

  @Override
  public Plan plan(Wanted wanted) throws IOException {
    if (files.exists(file) && Arrays.equals(text, files.read(file, LONGEST))) {
      return Plan.nothing();
    }
    return Plan.of(Change.of("write " + file, () -> files.write(file, text, Mode.PUBLIC)));
  }

  @Override
  public Plan removal(Removal scope) {
    if (scope != Removal.UNINSTALL || !files.exists(file)) {
      return Plan.nothing();
    }
    return Plan.of(Change.of("delete " + file, () -> files.delete(file)));
  }
}
