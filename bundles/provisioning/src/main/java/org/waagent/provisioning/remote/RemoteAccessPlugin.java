// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.host.Cms;
import org.waagent.os.Accounts;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Users;
import org.waagent.plugin.Change;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Replan;
import org.waagent.plugin.Wanted;
import org.waagent.provisioning.config.Config;
import org.waagent.provisioning.password.Passwords;

/** Owns the accounts for a while that a goal state asks for, and nobody else's. */
@Component(service = Plugin.class, configurationPid = Config.PID)
public final class RemoteAccessPlugin implements Plugin {
  static final String NAME = "remote-access";

  /** Code of the outcome where an account could not be made or renewed. */
  static final int NOT_GRANTED = 1;

  /** Code of the outcome where the goal state names accounts that nobody can act on. */
  static final int BAD_WISH = 2;

  /** An account that should be gone is tried again: somebody may still log in with it. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Users users;
  private final Machine machine;
  private final Clock clock;
  private final Replan replan;
  private final Grants grants;
  private final Ledger ledger;
  private Closeable alarm = () -> {};

  /** Made by Declarative Services. */
  @Activate
  public RemoteAccessPlugin(
      Config config,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Users users,
      @Reference Accounts accounts,
      @Reference Machine machine,
      @Reference Clock clock,
      @Reference Cms cms,
      @Reference Replan replan,
      @Reference(target = "(" + Condition.CONDITION_ID + "=" + Conditions.PROVISIONED + ")")
          Condition provisioned) {
    this.users = users;
    this.machine = machine;
    this.clock = clock;
    this.replan = replan;
    this.ledger = new Ledger(files, directories.state(NAME));
    Passwords passwords = new Passwords(config, accounts::hashId);
    this.grants = new Grants(accounts, new Passphrase(cms), passwords::hash, ledger);
  }

  @Deactivate
  synchronized void stop() throws IOException {
    alarm.close();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Plan plan(Wanted wanted) throws IOException {
    if (wanted.goalState().isEmpty()) {
      return Plan.nothing();
    }
    Optional<RemoteAccess> access = wanted.goalState().get().remoteAccess();
    if (!machine.takesRemoteUsers()) {
      return access.isEmpty()
          ? Plan.nothing()
          : Plan.nothing(
              new Outcome.NotApplicable(
                  "no accounts for a while are made on " + machine.distro().name()));
    }
    Wish.Wishes wishes = Wish.Wishes.of(access.orElse(new RemoteAccess(List.of())));
    Instant now = clock.instant();
    List<Change> changes = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Users.User user : users.all()) {
      present.add(user.name());
      if (Grants.isOne(user)) {
        present(user.name(), wishes, now).ifPresent(changes::add);
      }
    }
    List<String> bad = new ArrayList<>(wishes.bad());
    absent(wishes.good(), present, now, changes, bad);
    wakeAt(wishes.good(), now);
    return new Plan(
        changes,
        bad.isEmpty()
            ? Outcome.done()
            : new Outcome.Failed(BAD_WISH, "remote access: " + String.join("; ", bad)));
  }

  private Optional<Change> present(String name, Wish.Wishes wishes, Instant now)
      throws IOException {
    Wish wish = wishes.good().get(name);
    boolean over = wish == null ? !wishes.named().contains(name) : !now.isBefore(wish.expires());
    if (over) {
      return Optional.of(removal(name));
    }
    return wish == null || ledger.has(wish)
        ? Optional.empty()
        : Optional.of(granting("renew the account " + name, () -> grants.renew(wish)));
  }

  private void absent(
      Map<String, Wish> wishes,
      Set<String> present,
      Instant now,
      List<Change> changes,
      List<String> bad)
      throws IOException {
    for (Wish wish : wishes.values()) {
      String name = wish.name();
      if (!present.contains(name)) {
        if (now.isBefore(wish.expires())) {
          changes.add(granting("make the account " + name, () -> grants.create(wish)));
        }
      } else if (users.find(name).filter(Grants::isOne).isEmpty()) {
        bad.add(name + " is an account of somebody else");
      }
    }
  }

  private static Change granting(String id, Change.Action action) {
    return new AccountChange(
        id, action, problem -> new Outcome.Failed(NOT_GRANTED, "remote access: " + problem));
  }

  private Change removal(String name) {
    return new AccountChange(
        "remove the account " + name,
        () -> grants.remove(name),
        problem ->
            new Outcome.RetryLater("remote access: " + problem, clock.instant().plus(AGAIN)));
  }

  /** The next account that expires is a reason to plan. */
  private synchronized void wakeAt(Map<String, Wish> wishes, Instant now) throws IOException {
    alarm.close();
    alarm = () -> {};
    Optional<Instant> next =
        wishes.values().stream().map(Wish::expires).filter(now::isBefore).min(Instant::compareTo);
    if (next.isPresent()) {
      Duration wait = Duration.between(now, next.get());
      alarm = clock.after(wait, () -> replan.ask(NAME, "an account expires"));
    }
  }

  /** An image, or a machine without the agent, has none: nobody would remove them in time. */
  @Override
  public Plan removal(Removal scope) throws IOException {
    List<Change> changes = new ArrayList<>();
    if (machine.takesRemoteUsers()) {
      for (Users.User user : users.all()) {
        if (Grants.isOne(user)) {
          changes.add(new Departure(user, grants));
        }
      }
    }
    return new Plan(changes, Outcome.done());
  }
}
