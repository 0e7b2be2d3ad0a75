// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.plugin.Check;

/** Whether {@code waagent.conf} says what its owner means. */
@Component
public final class ConfigurationCheck implements Check {
  private final Bridge bridge;

  /** Looks at what is in force. */
  @Activate
  public ConfigurationCheck(@Reference Bridge bridge) {
    this.bridge = bridge;
  }

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public Finding look() {
    Current current = bridge.current();
    if (current.trouble().isPresent()) {
      String cause = current.trouble().get().getMessage();
      return new Finding(
          Severity.ERROR, cause, "Put a readable file there; until then what held before holds.");
    }
    String file = current.file().name();
    List<org.waagent.config.Finding> odd = Findings.odd(Findings.of(current));
    if (odd.isEmpty()) {
      return Finding.fine(file + " was read and every line in it is known");
    }
    String cure = "Correct the lines; 'waagent config check' tells all of them.";
    return new Finding(Severity.WARNING, Findings.inOneLine(file, odd), cure);
  }
}
