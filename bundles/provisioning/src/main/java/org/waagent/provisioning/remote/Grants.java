// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.waagent.goalstate.Secret;
import org.waagent.os.Accounts;
import org.waagent.os.NewAccount;
import org.waagent.os.Users;

/** Makes, renews and removes accounts for a while. */
final class Grants {
  /** The comment by which such an account is known, here and by the Python agent. */
  static final String COMMENT = "JIT_Account";

  private final Accounts accounts;
  private final Passphrase passphrase;
  private final UnaryOperator<Secret> hash;
  private final Ledger ledger;

  Grants(Accounts accounts, Passphrase passphrase, UnaryOperator<Secret> hash, Ledger ledger) {
    this.accounts = accounts;
    this.passphrase = passphrase;
    this.hash = hash;
    this.ledger = ledger;
  }

  /** Whether an account is one of these; all others are somebody else's. */
  static boolean isOne(Users.User user) {
    return user.comment().replaceFirst(",.*", "").equals(COMMENT);
  }

  /** Whole or not at all. */
  void create(Wish wish) throws IOException, InterruptedException {
    Secret hashed = hash.apply(passphrase.open(wish.password()));
    accounts.create(
        new NewAccount(wish.name(), Optional.of(day(wish.expires())), Optional.of(COMMENT)));
    try {
      accounts.passwordHash(wish.name(), hashed);
      accounts.allow(wish.name(), Accounts.Rights.WITH_PASSWORD);
      ledger.granted(wish);
    } catch (IOException e) {
      undo(wish.name(), e);
      throw e;
    }
  }

  private void undo(String name, IOException cause) throws InterruptedException {
    try {
      accounts.delete(name);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  void renew(Wish wish) throws IOException, InterruptedException {
    accounts.passwordHash(wish.name(), hash.apply(passphrase.open(wish.password())));
    accounts.expires(wish.name(), day(wish.expires()));
    accounts.allow(wish.name(), Accounts.Rights.WITH_PASSWORD);
    ledger.granted(wish);
  }

  void remove(String name) throws IOException, InterruptedException {
    accounts.delete(name);
    ledger.gone(name);
  }

  /** The system's own end of the account is a day later: it knows no hours. */
  private static LocalDate day(Instant expires) {
    return LocalDate.ofInstant(expires, ZoneOffset.UTC).plusDays(1);
  }
}
