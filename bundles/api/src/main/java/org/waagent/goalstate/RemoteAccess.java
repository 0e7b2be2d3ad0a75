// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The just-in-time accounts a goal state asks for.
 *
 * @param users in document order
 */
public record RemoteAccess(List<User> users) {
  public RemoteAccess {
    users = List.copyOf(users);
  }

  /**
   * One account.
   *
   * @param name the login name as sent, not yet checked
   * @param encryptedPassword base64 of a DER CMS EnvelopedData to the transport certificate; its
   *     content is UTF-16 text
   * @param expiration as sent, {@code Tue, 01 Jan 2019 00:00:00 UTC}; empty where the document has
   *     none
   */
  public record User(String name, Secret encryptedPassword, Optional<String> expiration) {
    public User {
      requireNonNull(name, "name");
      requireNonNull(encryptedPassword, "encryptedPassword");
      requireNonNull(expiration, "expiration");
    }
  }
}
