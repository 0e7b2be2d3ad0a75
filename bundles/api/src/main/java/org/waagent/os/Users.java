// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The machine's accounts, read from its account file. */
@ProviderType
public interface Users {
  /** The account of a name. */
  Optional<User> find(String name) throws IOException;

  /** Every account, in the order of the file. */
  List<User> all() throws IOException;

  /** Ids below it belong to the system. */
  int firstOrdinaryId() throws IOException;

  /**
   * One account.
   *
   * @param name login name
   * @param id numeric id
   * @param group numeric id of its group
   * @param comment free text
   * @param home its home
   * @param shell its login shell
   */
  record User(String name, int id, int group, String comment, Path home, String shell) {
    public User {
      requireNonNull(name, "name");
      requireNonNull(comment, "comment");
      requireNonNull(home, "home");
      requireNonNull(shell, "shell");
    }
  }
}
