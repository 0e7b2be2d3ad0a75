// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waagent.os.Directories;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Shell;
import org.waagent.plugin.Check.Finding;
import org.waagent.plugin.Check.Severity;
import org.waagent.provisioning.config.Config;
import org.waagent.provisioning.config.OsConfig;
import org.waagent.provisioning.config.Provisioner;
import org.waagent.provisioning.state.Steps;

/** What a machine that is not provisioned yet has of another one, or lacks. */
final class Leftovers {
  private static final List<String> KINDS = List.of("rsa", "dsa", "ecdsa", "ed25519", "auto");
  private static final String DEPROVISION = "Run 'waagent deprovision' before an image is taken.";

  private final Config config;
  private final Path sshDir;
  private final Files files;
  private final Shell shell;
  private final Machine machine;
  private final Directories directories;

  Leftovers(
      Config config,
      OsConfig osConfig,
      Files files,
      Shell shell,
      Machine machine,
      Directories directories) {
    this.config = config;
    this.sshDir = Path.of("/").resolve(osConfig.sshDir());
    this.files = files;
    this.shell = shell;
    this.machine = machine;
    this.directories = directories;
  }

  /**
   * What hurts.
   *
   * @param who provisions the next machine
   */
  List<Finding> of(Provisioner who) throws IOException {
    List<Finding> found = new ArrayList<>();
    if (who == Provisioner.WAAGENT) {
      kind(found);
      maker(found);
    }
    if (who != Provisioner.CLOUD_INIT) {
      keys(found, who);
    }
    if (who != Provisioner.NOBODY) {
      document(found);
      id(found);
    }
    return found;
  }

  private void kind(List<Finding> found) {
    String kind = config.sshHostKeyPairType();
    if (!KINDS.contains(kind.toLowerCase(Locale.ROOT))) {
      found.add(
          new Finding(
              Severity.ERROR,
              "Provisioning.SshHostKeyPairType is " + kind + ", which is no kind of key",
              "Set it to one of " + String.join(", ", KINDS) + "."));
    }
  }

  private void maker(List<Finding> found) {
    boolean server = shell.find("sshd").isPresent();
    if (config.regenerateSshHostKeyPair() && server && shell.find("ssh-keygen").isEmpty()) {
      found.add(
          new Finding(
              Severity.ERROR,
              "there is an SSH server and no ssh-keygen to make host keys",
              "Install ssh-keygen, or set Provisioning.RegenerateSshHostKeyPair=n."));
    }
  }

  private void keys(List<Finding> found, Provisioner who) throws IOException {
    boolean stay = who == Provisioner.NOBODY || !config.regenerateSshHostKeyPair();
    boolean there =
        files.exists(sshDir)
            && files.list(sshDir).stream().anyMatch(name -> name.matches("ssh_host_\\w+_key"));
    if (stay && there) {
      found.add(
          new Finding(
              Severity.WARNING,
              "every machine of this image will have the SSH host keys in " + sshDir,
              "Delete them, or have them made anew (Provisioning.RegenerateSshHostKeyPair=y)."));
    }
  }

  /** What a first boot that goes on has read is no leftover. */
  private void document(List<Finding> found) throws IOException {
    Path file = directories.lib().resolve("ovf-env.xml");
    Path state = directories.state("provisioning");
    if (files.exists(file) && Steps.read(files, state, machine.instanceId()).isEmpty()) {
      found.add(
          new Finding(Severity.WARNING, file + " is of another machine's first boot", DEPROVISION));
    }
  }

  private void id(List<Finding> found) throws IOException {
    for (Path path : machine.traces().emptied()) {
      Optional<FileFacts> facts = files.look(path);
      if (facts.isPresent()
          && facts.get().kind() == FileFacts.Kind.FILE
          && facts.get().size() > 0) {
        found.add(
            new Finding(
                Severity.WARNING,
                "every machine of this image will have the id in " + path,
                "Empty it, or run 'waagent deprovision -deep' before an image is taken."));
      }
    }
  }
}
