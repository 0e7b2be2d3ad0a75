// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.goalstate.Secret;
import org.waagent.host.HealthSink;
import org.waagent.host.InstanceMetadata;
import org.waagent.machine.FixedMachine;
import org.waagent.machine.ScriptedShell;
import org.waagent.machine.TestMachine;
import org.waagent.os.Accounts;
import org.waagent.os.HostNames;
import org.waagent.os.NewAccount;
import org.waagent.os.OpticalDrives;
import org.waagent.os.Result;
import org.waagent.os.Services;
import org.waagent.os.Users;
import org.waagent.provisioning.config.Settings;
import org.waagent.provisioning.medium.Sources;
import org.waagent.provisioning.step.Toolbox;

/** An image on a temporary root: real files, and ports that note what was asked of them. */
final class FakeMachine implements Accounts, Users, HostNames, OpticalDrives, Services, HealthSink {
  static final Path LIB = Path.of("/var/lib/waagent");

  final TestMachine machine;
  final FixedMachine fixed;
  final Path root;
  final List<String> did = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final List<String> removed = new ArrayList<>();
  final Map<String, Object> config = new HashMap<>();
  final Map<String, User> users = new LinkedHashMap<>();
  final Set<String> broken = new HashSet<>();
  ScriptedShell shell;
  final FaultyFiles files;
  Optional<Path> medium = Optional.empty();
  Optional<Path> mounted = Optional.empty();
  InstanceMetadata metadata;
  private Optional<String> kept = Optional.empty();
  private Optional<Rights> rights = Optional.empty();
  private boolean rootLocked;

  FakeMachine(Path root, String family) {
    this.root = root;
    this.machine = TestMachine.at(root);
    this.files = new FaultyFiles(machine.files());
    this.fixed = FixedMachine.of(family);
    this.shell = new ScriptedShell(this::program, "ssh-keygen", "sshd");
  }

  /** The plugin, as a new start of the agent makes it. */
  ProvisioningPlugin plugin() {
    Toolbox tools =
        new Toolbox(
            Settings.of(config),
            Settings.os(config),
            files.port(),
            shell,
            this,
            this,
            this,
            paths -> did.add("label " + paths.get(paths.size() - 1)),
            this,
            fixed,
            machine.clock(),
            machine.directories(),
            (operation, success, message) -> did.add("event " + operation + " " + success),
            machine.log().logger());
    return new ProvisioningPlugin(
        tools,
        new Sources(this, () -> metadata),
        this,
        (plugin, why) -> asked.add(why),
        (scope, why) -> removed.add(scope.name()));
  }

  Path file(String path) {
    return root.resolve(path.substring(1));
  }

  void write(String path, String text) throws IOException {
    Files.createDirectories(file(path).getParent());
    Files.writeString(file(path), text);
  }

  private void act(String what) throws IOException {
    if (broken.contains(what)) {
      throw new IOException(what + " is broken");
    }
    did.add(what);
  }

  /** What programs do here. */
  Result program(String line) {
    if (line.startsWith("ssh-keygen")) {
      String file = line.substring(line.indexOf(" -f ") + 4);
      try {
        files.refuse("write", Path.of(file));
        String kind = line.contains("-t rsa") ? "ssh-rsa" : "ssh-other";
        Files.writeString(file(file), "PRIVATE\n");
        Files.writeString(file(file + ".pub"), kind + " QUJD host\n");
      } catch (IOException e) {
        return ScriptedShell.failed(1, e.getMessage());
      }
    }
    if (line.contains("sshd -t") && broken.contains("sshd") && mentionsAgent()) {
      return ScriptedShell.failed(255, "bad configuration option");
    }
    return ScriptedShell.fine("");
  }

  private boolean mentionsAgent() {
    try {
      return Files.readString(file("/etc/ssh/sshd_config")).contains("ClientAliveInterval")
          || Files.exists(file("/etc/ssh/sshd_config.d/00-waagent.conf"));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void create(NewAccount account) throws IOException {
    act("create " + account.name());
    add(account.name(), 1001);
    Files.createDirectories(file("/home/" + account.name()));
  }

  void add(String name, int id) throws IOException {
    int group = (Integer) Files.getAttribute(root, "unix:gid");
    int owner = (Integer) Files.getAttribute(root, "unix:uid");
    users.put(name, new User(name, owner, group, "" + id, Path.of("/home", name), "/bin/sh"));
  }

  @Override
  public void delete(String user) throws IOException {
    act("delete " + user);
    users.remove(user);
  }

  @Override
  public boolean isSystem(String user) {
    return users.containsKey(user) && Integer.parseInt(users.get(user).comment()) < 1000;
  }

  @Override
  public void passwordHash(String user, Secret hash) throws IOException {
    act("password " + user + " " + hash.reveal().substring(0, 3));
  }

  @Override
  public boolean isAllowed(String user, Rights wanted) {
    return rights.equals(Optional.of(wanted));
  }

  @Override
  public void allow(String user, Rights wanted) throws IOException {
    act("allow " + user + " " + wanted);
    rights = Optional.of(wanted);
  }

  @Override
  public void disallow(String user) {
    rights = Optional.empty();
  }

  @Override
  public boolean isRootLocked() {
    return rootLocked;
  }

  @Override
  public void lockRoot() throws IOException {
    act("lock root");
    rootLocked = true;
  }

  @Override
  public Optional<User> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public List<User> all() {
    return List.copyOf(users.values());
  }

  @Override
  public int firstOrdinaryId() {
    return 1000;
  }

  @Override
  public Optional<String> kept() {
    return kept;
  }

  @Override
  public void set(String name) throws IOException {
    act("host name " + name);
    kept = Optional.of(name);
    fixed.named(name);
  }

  @Override
  public List<Path> drives() {
    return medium.isPresent() ? List.of(Path.of("/dev/sr0")) : List.of();
  }

  @Override
  public void loadDriver() {
    did.add("load driver");
  }

  @Override
  public Path mount(Path drive, Path point) throws IOException {
    act("mount " + drive);
    if (mounted.isPresent()) {
      return mounted.get();
    }
    Files.createDirectories(file(point.toString()));
    Files.copy(
        medium.orElseThrow(), file(point + "/ovf-env.xml"), StandardCopyOption.REPLACE_EXISTING);
    return point;
  }

  @Override
  public void unmount(Path point) throws IOException {
    act("unmount " + point);
    Files.delete(file(point + "/ovf-env.xml"));
  }

  @Override
  public void eject(Path drive) throws IOException {
    act("eject " + drive);
  }

  @Override
  public String kind() {
    return "fake";
  }

  @Override
  public boolean isRunning(String service) {
    return true;
  }

  @Override
  public void start(String service) {
    did.add("start " + service);
  }

  @Override
  public void stop(String service) {
    did.add("stop " + service);
  }

  @Override
  public void restart(String service) throws IOException {
    act("restart " + service);
  }

  @Override
  public void enable(String service) {
    did.add("enable " + service);
  }

  @Override
  public void disable(String service) {
    did.add("disable " + service);
  }

  @Override
  public void report(Health health) {
    did.add("report " + health);
  }

  @Override
  public void reportHostKey(String fingerprint) {
    did.add("host key " + fingerprint);
  }
}
