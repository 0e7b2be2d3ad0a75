// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.Secret;
import org.waagent.os.Accounts;
import org.waagent.os.Accounts.Rights;
import org.waagent.os.NewAccount;
import org.waagent.os.Users.User;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.password.Passwords;

/** The user, the password, the rights of the super user, and root. */
final class AccountSteps {
  static final StepName ACCOUNT = new StepName("account", "make the user's account");
  static final StepName PASSWORD = new StepName("password", "set the user's password");
  static final StepName RIGHTS = new StepName("rights", "let the user work as the super user");
  static final StepName ROOT = new StepName("root", "lock the password of root");

  private final Toolbox tools;

  AccountSteps(Toolbox tools) {
    this.tools = tools;
  }

  void add(Draft draft, OvfEnvironment wanted) throws IOException {
    String user = wanted.userName();
    boolean begun = draft.journal().isBegun(ACCOUNT.key());
    if (tools.users().find(user).isEmpty() || begun) {
      draft.add(ACCOUNT, Codes.ACCOUNT, () -> account(draft, user));
    }
    wanted.password().ifPresent(password -> password(draft, user, password));
    Rights rights = wanted.password().isPresent() ? Rights.WITH_PASSWORD : Rights.WITHOUT_PASSWORD;
    if (!tools.accounts().isAllowed(user, rights)) {
      draft.add(RIGHTS, Codes.RIGHTS, () -> tools.accounts().allow(user, rights), ACCOUNT);
    }
  }

  /** What a killed predecessor began may be half an account: one without its home. */
  private void account(Draft draft, String name) throws IOException, InterruptedException {
    NewAccount account = NewAccount.of(name);
    Optional<User> there = tools.users().find(name);
    if (there.isPresent() && tools.files().exists(there.get().home())) {
      return;
    }
    if (there.isPresent()) {
      tools.accounts().delete(name);
    }
    draft.journal().begin(ACCOUNT.key());
    tools.accounts().create(account);
  }

  private void password(Draft draft, String user, Secret password) {
    draft.add(
        PASSWORD,
        Codes.PASSWORD,
        Duration.ofMinutes(2),
        () -> {
          boolean guarded = !tools.config().allowResetSysUser();
          if (guarded && tools.accounts().isSystem(user)) {
            return new Outcome.Failed(
                Codes.SYSTEM_USER,
                "Failed to provision: User " + user + " is a system user, will not set password.");
          }
          Accounts accounts = tools.accounts();
          Passwords hashes = new Passwords(tools.config(), accounts::hashId);
          accounts.passwordHash(user, hashes.hash(password));
          return Outcome.done();
        },
        ACCOUNT);
  }

  void addRoot(Draft draft) throws IOException {
    if (tools.config().deleteRootPassword() && !tools.accounts().isRootLocked()) {
      draft.add(ROOT, Codes.ROOT, () -> tools.accounts().lockRoot());
    }
  }
}
