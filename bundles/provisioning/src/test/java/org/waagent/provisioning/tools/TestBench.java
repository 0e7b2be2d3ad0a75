// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.waagent.machine.FixedMachine;
import org.waagent.machine.ScriptedShell;
import org.waagent.machine.TestMachine;
import org.waagent.os.HostNames;
import org.waagent.os.Services;
import org.waagent.provisioning.config.Settings;
import org.waagent.provisioning.step.Toolbox;

/** A machine of a family in a folder, with accounts and services that are only said to be there. */
public final class TestBench implements HostNames, Services {
  public final Path root;
  public final TestMachine machine;
  public final FixedMachine facts;
  public final TestAccounts accounts;
  public final Map<String, Object> settings = new HashMap<>();
  public final Set<String> enabled = new HashSet<>();
  public final List<String> told = new ArrayList<>();
  public Optional<String> keptName = Optional.of("image");
  public Optional<String> sentName = Optional.empty();

  /** No program of this machine is run. */
  public ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine(""));

  public TestBench(Path root, String family) {
    this.root = root;
    this.machine = TestMachine.at(root);
    this.facts = FixedMachine.of(family);
    this.accounts = new TestAccounts(machine.files());
  }

  public Toolbox tools() {
    return new Toolbox(
        Settings.of(settings),
        Settings.os(Map.of()),
        machine.files(),
        shell,
        accounts,
        accounts,
        this,
        paths -> {},
        this,
        facts,
        machine.clock(),
        machine.directories(),
        (operation, success, message) -> told.add(operation + " " + success + " " + message),
        machine.log().logger());
  }

  /** What the provisioning medium says of a user. */
  public static String ovf(String user, boolean guestAgent) {
    return """
        <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1" xmlns:wa="http://schemas.microsoft.com/windowsazure">
         <wa:ProvisioningSection><wa:Version>1.0</wa:Version>
          <LinuxProvisioningConfigurationSet xmlns="http://schemas.microsoft.com/windowsazure">
           <ConfigurationSetType>LinuxProvisioningConfiguration</ConfigurationSetType>
           <HostName>box</HostName><UserName>%s</UserName>
           <DisableSshPasswordAuthentication>true</DisableSshPasswordAuthentication>
          </LinuxProvisioningConfigurationSet>
         </wa:ProvisioningSection>
         <wa:PlatformSettingsSection><wa:Version>1.0</wa:Version>
          <PlatformSettings xmlns="http://schemas.microsoft.com/windowsazure">
           <ProvisionGuestAgent>%s</ProvisionGuestAgent>
          </PlatformSettings>
         </wa:PlatformSettingsSection>
        </Environment>
        """
        .formatted(user, guestAgent);
  }

  /** Makes a file with the folders above it. */
  public void put(String path) throws IOException {
    put(path, "x");
  }

  public void put(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  public void link(String path, String target) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
  }

  public boolean isThere(String path) {
    return Files.exists(root.resolve(path.substring(1)), java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }

  /** All there is. */
  public TreeSet<String> tree() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return new TreeSet<>(paths.map(path -> "/" + root.relativize(path)).toList());
    }
  }

  @Override
  public Optional<String> kept() {
    return keptName;
  }

  @Override
  public void set(String name) {
    keptName = Optional.of(name);
    facts.named(name);
  }

  @Override
  public Map<Path, String> sent() {
    return sentName.map(name -> Map.of(Path.of("/etc/dhcp/dhclient.conf"), name)).orElse(Map.of());
  }

  @Override
  public void send(String name) {
    sentName = Optional.of(name);
  }

  @Override
  public String kind() {
    return "test";
  }

  @Override
  public boolean isEnabled(String service) {
    return enabled.contains(service);
  }

  @Override
  public boolean isRunning(String service) {
    return false;
  }

  @Override
  public void start(String service) {
    throw new AssertionError();
  }

  @Override
  public void stop(String service) {
    throw new AssertionError();
  }

  @Override
  public void restart(String service) {
    throw new AssertionError();
  }

  @Override
  public void enable(String service) {
    throw new AssertionError();
  }

  @Override
  public void disable(String service) {
    throw new AssertionError();
  }
}
