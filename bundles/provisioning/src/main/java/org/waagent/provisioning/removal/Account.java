// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Accounts.Rights;
import org.waagent.os.Users.User;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.ovf.OvfException;
import org.waagent.provisioning.ovf.OvfFile;
import org.waagent.provisioning.step.Codes;
import org.waagent.provisioning.step.Toolbox;

/**
 * The account that was made on the first boot, as the kept copy of the OVF environment names it.
 */
final class Account {
  private static final int MOST = 1_000_000;

  private final Toolbox tools;
  private final OvfFile copy;

  Account(Toolbox tools) {
    this.tools = tools;
    this.copy = new OvfFile(tools.files(), tools.directories().lib());
  }

  void forget(Draft draft) throws IOException {
    Optional<String> name = name(draft);
    if (name.isEmpty()) {
      draft.say("leave all accounts", "No account will be deleted.");
      return;
    }
    Optional<User> user = tools.users().find(name.get());
    if (user.isEmpty()) {
      draft.say("leave all accounts", "The account " + name.get() + " does not exist.");
    } else if (tools.accounts().isSystem(name.get())) {
      draft.add(new Refusal(name.get()));
    } else {
      draft.add(new Loss(tools, user.get(), effects(user.get())));
    }
  }

  private Optional<String> name(Draft draft) throws IOException {
    try {
      Optional<String> name =
          copy.read()
              .map(document -> document.environment().userName())
              .filter(one -> !one.isBlank());
      if (name.isEmpty()) {
        draft.say("look for the account", copy.path() + " is not there, or names no account.");
      }
      return name;
    } catch (OvfException e) {
      draft.say("look for the account", copy.path() + " can't be understood: " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<Effect> effects(User user) throws IOException {
    List<Effect> effects = new ArrayList<>(List.of(Effect.account(user.name())));
    for (Path path : tools.files().below(user.home(), MOST)) {
      effects.add(Effect.file(path));
    }
    if (tools.files().exists(user.home())) {
      effects.add(Effect.file(user.home()));
    }
    for (Rights rights : Rights.values()) {
      if (tools.accounts().isAllowed(user.name(), rights)) {
        effects.add(
            new Effect(Effect.Kind.LINE, "rule of " + user.name() + " for super user rights"));
      }
    }
    return effects;
  }

  private record Loss(Toolbox tools, User user, List<Effect> effects) implements Change {
    @Override
    public String id() {
      return "delete the account " + user.name();
    }

    @Override
    public Optional<String> warning() {
      return Optional.of(
          "The account "
              + user.name()
              + " and its whole home "
              + user.home()
              + " will be deleted.");
    }

    @Override
    public Outcome apply() throws Exception {
      tools.accounts().delete(user.name());
      return Outcome.done();
    }
  }

  /** Not done, and nobody is left to think it was. */
  private record Refusal(String name) implements Change {
    @Override
    public String id() {
      return "delete the account " + name;
    }

    @Override
    public Optional<String> warning() {
      return Optional.of(name + " is an account of the system and will not be deleted.");
    }

    @Override
    public Outcome apply() {
      return new Outcome.Failed(
          Codes.SYSTEM_USER, name + " is an account of the system; it is still there");
    }
  }
}
