// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.waagent.goalstate.Secret;
import org.waagent.os.Accounts;
import org.waagent.os.Files;
import org.waagent.os.NewAccount;
import org.waagent.os.Users;

/** Accounts in memory; their homes are folders of the test's machine. */
public final class TestAccounts implements Accounts, Users {
  public final Map<String, User> users = new LinkedHashMap<>();
  public final Map<String, Secret> hashes = new LinkedHashMap<>();
  public final Map<String, LocalDate> days = new LinkedHashMap<>();
  public final TreeSet<String> allowed = new TreeSet<>();
  public final List<String> calls = new ArrayList<>();

  /** Calls that fail, such as {@code allow ann}. */
  public final TreeSet<String> failing = new TreeSet<>();

  public boolean rootLocked;
  private final Files files;

  public TestAccounts(Files files) {
    this.files = files;
  }

  public void put(String name, int id, String comment) {
    users.put(name, new User(name, id, id, comment, Path.of("/home", name), "/bin/sh"));
  }

  private void call(String call) throws IOException {
    calls.add(call);
    if (failing.contains(call)) {
      throw new IOException("can't " + call);
    }
  }

  @Override
  public void create(NewAccount account) throws IOException {
    call("create " + account.name());
    put(account.name(), 1000 + users.size(), account.comment().orElse(""));
    account.expires().ifPresent(day -> days.put(account.name(), day));
  }

  @Override
  public void delete(String user) throws IOException {
    call("delete " + user);
    if (isSystem(user)) {
      throw new IOException("system");
    }
    User gone = users.remove(user);
    if (gone != null) {
      files.deleteTree(gone.home());
    }
    allowed.remove(user);
  }

  @Override
  public boolean isSystem(String user) {
    return users.containsKey(user) && users.get(user).id() < firstOrdinaryId();
  }

  @Override
  public void passwordHash(String user, Secret hash) throws IOException {
    call("passwordHash " + user);
    hashes.put(user, hash);
  }

  @Override
  public void expires(String user, LocalDate day) throws IOException {
    call("expires " + user);
    days.put(user, day);
  }

  @Override
  public boolean isAllowed(String user, Rights rights) {
    return rights == Rights.WITH_PASSWORD && allowed.contains(user);
  }

  @Override
  public void allow(String user, Rights rights) throws IOException {
    call("allow " + user);
    allowed.add(user);
  }

  @Override
  public void disallow(String user) {
    allowed.remove(user);
  }

  @Override
  public boolean isRootLocked() {
    return rootLocked;
  }

  @Override
  public void lockRoot() {
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
}
