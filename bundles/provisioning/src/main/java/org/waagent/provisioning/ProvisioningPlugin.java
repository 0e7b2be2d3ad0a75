// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;
import org.waagent.provisioning.config.Config;
import org.waagent.provisioning.config.OsConfig;
import org.waagent.provisioning.config.Provisioner;
import org.waagent.provisioning.state.Marker;

/** Owns what makes a machine of an image: its name, its user, its keys, its passwords. */
@Component(
    service = Plugin.class,
    configurationPid = {Config.PID, OsConfig.PID},
    property = Conditions.SETTLES + "=" + Conditions.PROVISIONED)
public final class ProvisioningPlugin implements Plugin {
  static final String NAME = "provisioning";

  private final Config config;
  private final Machine machine;
  private final Marker marker;

  /** Made by Declarative Services. */
  @Activate
  public ProvisioningPlugin(
      Config config,
      OsConfig osConfig,
      @Reference Files files,
      @Reference Machine machine,
      @Reference Directories directories) {
    this.config = config;
    this.machine = machine;
    this.marker = new Marker(files, directories.lib());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Plan plan(Wanted wanted) throws Exception {
    if (marker.read().isPresent()) {
      return Plan.nothing();
    }
    return switch (Provisioner.of(config, () -> false)) {
      case NOBODY ->
          Plan.of(
              Change.of("note that nobody provisions", () -> marker.write(machine.instanceId())));
      case CLOUD_INIT, WAAGENT -> Plan.nothing(new Outcome.NotApplicable("not yet"));
    };
  }

  @Override
  public Plan removal(Removal scope) {
    return Plan.nothing();
  }
}
