// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.ResourceControl;
import org.waagent.os.ResourceControl.Support;
import org.waagent.plugin.Check;

/** Whether commands of extensions run in control groups. */
@Component(configurationPid = CgroupsConfig.PID)
public final class ResourcesCheck implements Check {
  private final CgroupsConfig config;
  private final ResourceControl control;

  /** Made by Declarative Services. */
  @Activate
  public ResourcesCheck(CgroupsConfig config, @Reference ResourceControl control) {
    this.config = config;
    this.control = control;
  }

  @Override
  public String name() {
    return "control-groups";
  }

  @Override
  public Finding look() {
    if (!config.enabled()) {
      return Finding.fine("not used: CGroups.Enabled=n");
    }
    Support support = control.support();
    if (support instanceof Support.Groups groups) {
      return Finding.fine("version " + groups.version());
    }
    if (support instanceof Support.Refused refused) {
      return new Finding(
          Severity.WARNING,
          refused.why(),
          "Extensions run without limits meanwhile. See 'systemctl status' and the system's log, or"
              + " set CGroups.Enabled=n.");
    }
    return Finding.fine("extensions run without: " + ((Support.None) support).why());
  }
}
