// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.goalstate.Secret;
import org.waagent.os.Accounts;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Mode;
import org.waagent.os.NewAccount;
import org.waagent.os.SecurityLabels;
import org.waagent.os.Shell;
import org.waagent.os.Users;

/** Accounts by the programs the table of distros names. */
@Component(configurationPid = AccountsConfig.PID)
public final class LocalAccounts implements Accounts {
  private static final Duration TIME = Duration.ofSeconds(60);
  private static final Duration END_TIME = Duration.ofSeconds(10);

  private static final int MOST = 16 * 1024 * 1024;

  /** Where {@code login.defs} says nothing, see {@code login.defs(5)} of old systems. */
  private static final int OLD_FIRST_ID = 100;

  private final Files files;
  private final Shell shell;
  private final Users users;
  private final Machine machine;
  private final PasswordFile passwords;
  private final Path rules;

  @Activate
  public LocalAccounts(
      BundleContext context,
      AccountsConfig config,
      @Reference Files files,
      @Reference Shell shell,
      @Reference Users users,
      @Reference Machine machine,
      @Reference SecurityLabels labels,
      @Reference(target = Configured.TARGET) Condition configured) {
    this(
        Path.of(config.sudoersDir()),
        new PasswordFile(Path.of(config.passwordPath()), Roots.of(context), files, labels),
        files,
        shell,
        users,
        machine);
  }

  LocalAccounts(
      Path rules, PasswordFile passwords, Files files, Shell shell, Users users, Machine machine) {
    this.files = files;
    this.shell = shell;
    this.users = users;
    this.machine = machine;
    this.passwords = passwords;
    this.rules = rules;
  }

  private DistroTable.Setup setup() {
    return DistroTable.setup(machine.distro().family());
  }

  private AccountKeeper keeper() {
    return AccountKeeper.of(setup().accounts());
  }

  private Superusers superusers() {
    String rights = setup().rights().toUpperCase(Locale.ROOT);
    return new Superusers(files, shell, Superusers.Kind.valueOf(rights), rules);
  }

  private boolean has(String program) {
    return shell.find(program).isPresent();
  }

  @Override
  public void create(NewAccount account) throws IOException, InterruptedException {
    if (keeper() == AccountKeeper.OPENWRT) {
      files.makeFolder(Path.of("/home"), Mode.PUBLIC_FOLDER);
    }
    boolean wasThere = users.find(account.name()).isPresent();
    try {
      run(keeper().create(account, this::has), Optional.empty());
      if (keeper().endsInFile() && account.expires().isPresent()) {
        passwords.expires(account.name(), account.expires().get());
      }
    } catch (IOException e) {
      if (!wasThere && users.find(account.name()).isPresent()) {
        // Half an account would be taken for a whole one from now on.
        remove(account.name());
      }
      throw e;
    }
    save();
  }

  @Override
  public void delete(String user) throws IOException, InterruptedException {
    Optional<Users.User> account = users.find(user);
    if (account.isEmpty()) {
      disallow(user);
      return;
    }
    if (isSystem(user)) {
      throw new IOException(user + " belongs to the system and is not deleted");
    }
    endProcesses(account.get());
    IOException failed = remove(user);
    disallow(user);
    forgetBackups(user);
    if (users.find(user).isPresent() || files.exists(account.get().home())) {
      throw failed == null ? new IOException(user + " or its home is still there") : failed;
    }
  }

  /** Who is told to go tells an error for things that do not matter, such as a missing mailbox. */
  private IOException remove(String user) throws InterruptedException {
    try {
      makeLogins();
      run(keeper().delete(user, this::has), Optional.empty());
      save();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** Old programs take a missing file of logins for somebody who is logged in. */
  private void makeLogins() throws IOException {
    Optional<Path> logins = keeper().logins().map(Path::of);
    if (logins.isPresent() && files.look(logins.get()).isEmpty()) {
      files.makeFolder(logins.get().getParent(), Mode.PUBLIC_FOLDER);
      files.write(logins.get(), new byte[0], Mode.PUBLIC);
    }
  }

  /** The programs keep the files as they were before, with the hash of the password. */
  private void forgetBackups(String user) throws IOException {
    for (String name : DistroTable.ACCOUNT_BACKUPS) {
      Path file = Path.of(name);
      if (files.exists(file)
          && files.readText(file, MOST).lines().anyMatch(line -> names(line, user))) {
        files.delete(file);
      }
    }
  }

  /** Whether a line is of an account, or of a group it is in. */
  private static boolean names(String line, String user) {
    return List.of(line.split("[:,]")).contains(user);
  }

  private void endProcesses(Users.User user) throws InterruptedException {
    if (has(DistroTable.LOGINCTL)) {
      shell.run(Command.of(DistroTable.LOGINCTL, "terminate-user", user.name()).within(END_TIME));
    }
    if (has(DistroTable.PKILL)) {
      String id = Integer.toString(user.id());
      shell.run(Command.of(DistroTable.PKILL, "-KILL", "-u", id).within(END_TIME));
    }
  }

  @Override
  public boolean isSystem(String user) throws IOException {
    if (user.equals("core") && machine.distro().family().equals("CoreOS")) {
      return false;
    }
    Optional<Users.User> account = users.find(user);
    return account.isPresent() && account.get().id() < firstOrdinaryId();
  }

  private int firstOrdinaryId() throws IOException {
    Path file = Path.of(DistroTable.LOGIN_DEFS);
    String text = files.exists(file) ? files.readText(file, MOST) : "";
    boolean isSaid = text.lines().anyMatch(line -> line.strip().startsWith("UID_MIN"));
    return isSaid ? users.firstOrdinaryId() : OLD_FIRST_ID;
  }

  @Override
  public Optional<String> hashId() {
    return keeper().hashId();
  }

  @Override
  public void passwordHash(String user, Secret hash) throws IOException, InterruptedException {
    if (users.find(user).isEmpty()) {
      throw new IOException("no such account: " + user);
    }
    if (keeper() == AccountKeeper.OPENBSD) {
      passwords.hash(user, hash);
      run(List.of(DistroTable.PWD_MKDB, "-p", passwords.path().toString()), Optional.empty());
      return;
    }
    String line = keeper().takesName() ? user + ":" + hash.reveal() + "\n" : hash.reveal();
    run(keeper().hash(user), Optional.of(Secret.of(line)));
    save();
  }

  @Override
  public void expires(String user, LocalDate day) throws IOException, InterruptedException {
    if (keeper().endsInFile()) {
      passwords.expires(user, day);
      return;
    }
    List<String> words = keeper().expires(user, day);
    if (!words.isEmpty()) {
      run(words, Optional.empty());
    }
  }

  @Override
  public boolean isAllowed(String user, Rights rights) throws IOException {
    return superusers().has(user, rights);
  }

  @Override
  public void allow(String user, Rights rights) throws IOException, InterruptedException {
    superusers().allow(user, rights);
  }

  @Override
  public void disallow(String user) throws IOException, InterruptedException {
    superusers().disallow(user);
  }

  @Override
  public boolean isRootLocked() throws IOException {
    return passwords.isRootLocked();
  }

  @Override
  public void lockRoot() throws IOException, InterruptedException {
    List<String> words = keeper().lockRoot();
    if (words.isEmpty()) {
      passwords.lockRoot();
    } else {
      run(words, Optional.empty());
    }
  }

  private void save() throws IOException, InterruptedException {
    if (!keeper().save().isEmpty()) {
      run(keeper().save(), Optional.empty());
    }
  }

  private void run(List<String> words, Optional<Secret> input)
      throws IOException, InterruptedException {
    if (words.isEmpty()) {
      throw new IOException("accounts of this system can't be changed by an agent");
    }
    Command command = Command.of(new ArrayList<>(words).toArray(String[]::new)).within(TIME);
    Answers.inTime(shell, input.map(command::reading).orElse(command));
  }
}
