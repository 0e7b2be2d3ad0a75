// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.waagent.goalstate.Secret;

/**
 * Makes, changes and removes accounts, by the programs and files this system has for that. {@link
 * Users} tells which there are.
 *
 * <p>A system that has no such way (some appliances) answers every change with an {@link
 * IOException} that says so.
 */
@ProviderType
public interface Accounts {
  /**
   * Makes an account with its home. Its password is locked.
   *
   * @throws IOException if the program for it failed; the message has its exit code and output
   * @throws IllegalArgumentException if no account may have such a name, see {@link NewAccount}
   */
  void create(NewAccount account) throws IOException, InterruptedException;

  /**
   * Ends what runs for an account, then removes the account, its home and its rule for super user
   * rights. Fine if there is no such account.
   *
   * @throws IOException if the account belongs to the system, or if it or its home is still there
   */
  void delete(String user) throws IOException, InterruptedException;

  /**
   * Whether an account belongs to the system: it is there, and its id is below the first one of
   * ordinary accounts.
   */
  boolean isSystem(String user) throws IOException;

  /**
   * The id of {@code crypt(5)} that hashes must have here; empty where the system takes any usual
   * one.
   */
  default Optional<String> hashId() {
    return Optional.empty();
  }

  /**
   * Sets the hash of a password, as {@code crypt(5)} has it. No command line shows it.
   *
   * @throws IOException if it was not taken
   */
  void passwordHash(String user, Secret hash) throws IOException, InterruptedException;

  /**
   * Sets the day from which on nobody can log in. Systems without such days stay as they are.
   *
   * @throws IOException if it was not taken
   */
  default void expires(String user, LocalDate day) throws IOException, InterruptedException {}

  /** Whether the rule that {@link #allow} would add is there. */
  boolean isAllowed(String user, Rights rights) throws IOException;

  /**
   * Adds a rule that lets an account work as the super user. Rules of others stay; one that the
   * system would refuse is not written.
   */
  void allow(String user, Rights rights) throws IOException, InterruptedException;

  /** Takes the rules of exactly this account out. Fine if there are none. */
  void disallow(String user) throws IOException, InterruptedException;

  /** Whether nobody can log in as the super user with a password. */
  boolean isRootLocked() throws IOException;

  /** Makes the super user's password unusable. */
  void lockRoot() throws IOException, InterruptedException;

  /** What the super user's rights ask for. */
  enum Rights {
    /** The account's password. */
    WITH_PASSWORD,
    /** Nothing. */
    WITHOUT_PASSWORD
  }
}
