// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Services;
import org.waagent.os.Shell;
import org.waagent.plugin.Check;
import org.waagent.provisioning.cloudinit.CloudInit;
import org.waagent.provisioning.config.Config;
import org.waagent.provisioning.config.OsConfig;
import org.waagent.provisioning.config.Provisioner;
import org.waagent.provisioning.state.Marker;

/** Whether the next first boot will go well, for who makes images. */
@Component(
    service = Check.class,
    configurationPid = {Config.PID, OsConfig.PID})
public final class ImageCheck implements Check {
  private final Config config;
  private final Machine machine;
  private final CloudInit cloudInit;
  private final Marker marker;
  private final Leftovers leftovers;

  /** Made by Declarative Services. */
  @Activate
  public ImageCheck(
      Config config,
      OsConfig osConfig,
      @Reference Files files,
      @Reference Shell shell,
      @Reference Services services,
      @Reference Machine machine,
      @Reference Directories directories) {
    this.config = config;
    this.machine = machine;
    this.cloudInit = new CloudInit(files, services);
    this.marker = new Marker(files, directories.lib());
    this.leftovers = new Leftovers(config, osConfig, files, shell, machine, directories);
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Finding look() throws IOException, InterruptedException {
    if (!machine.isRoot()) {
      return Finding.fine("only the agent of the super user makes machines");
    }
    Optional<String> marked = marker.read();
    if (marked.isPresent()) {
      return provisioned(marked.get());
    }
    List<Finding> found = new ArrayList<>();
    CloudInit.Finding there = cloudInit.look();
    Provisioner who = Provisioner.of(config, there::enabled);
    who(who, there).ifPresent(found::add);
    found.addAll(leftovers.of(who));
    return found.stream()
        .max((one, other) -> one.severity().compareTo(other.severity()))
        .map(worst -> joined(worst, found))
        .orElseGet(() -> Finding.fine("ready for a first boot, by " + text(who)));
  }

  private Finding provisioned(String kept) {
    String id = machine.instanceId();
    return kept.isEmpty() || id.isEmpty() || Marker.isSame(id, kept)
        ? Finding.fine("this machine is provisioned")
        : new Finding(
            Severity.WARNING,
            marker.path()
                + " is of machine "
                + kept
                + ": an image was taken without deprovisioning, so this machine gets neither a user"
                + " nor keys of its own",
            "Run 'waagent deprovision+user' before an image is taken.");
  }

  private static Optional<Finding> who(Provisioner who, CloudInit.Finding there) {
    if (who == Provisioner.WAAGENT && there.enabled()) {
      return Optional.of(
          new Finding(
              Severity.ERROR,
              "Provisioning.Agent names this agent, and cloud-init is enabled, too ("
                  + there.why()
                  + "): no machine of this image will be provisioned",
              "Set Provisioning.Agent=auto, or disable cloud-init."));
    }
    if (who == Provisioner.CLOUD_INIT && !there.enabled()) {
      return Optional.of(
          new Finding(
              Severity.ERROR,
              "machines are left to cloud-init, which is not enabled ("
                  + there.why()
                  + "): each will fail after 40 minutes",
              "Enable cloud-init, or set Provisioning.Agent=auto."));
    }
    return Optional.empty();
  }

  /** The worst one's cure comes first; who cures only that is told the rest the next time. */
  private static Finding joined(Finding worst, List<Finding> all) {
    List<String> causes = new ArrayList<>(List.of(worst.cause()));
    List<String> cures = new ArrayList<>(List.of(worst.cure()));
    for (Finding one : all) {
      if (one != worst) {
        causes.add(one.cause());
        cures.add(one.cure());
      }
    }
    return new Finding(
        worst.severity(),
        String.join("; ", causes),
        String.join(" ", cures.stream().distinct().toList()));
  }

  private static String text(Provisioner who) {
    return switch (who) {
      case WAAGENT -> "this agent";
      case CLOUD_INIT -> "cloud-init";
      case NOBODY -> "nobody: machines are taken as they are";
    };
  }
}
