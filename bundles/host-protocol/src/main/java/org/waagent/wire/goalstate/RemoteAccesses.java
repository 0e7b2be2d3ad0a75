// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.goalstate.Secret;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** Reads the accounts for remote access. */
public final class RemoteAccesses {
  /** File name in the history. */
  public static final String NAME = "RemoteAccess.xml";

  private RemoteAccesses() {}

  /**
   * Reads the document; an account without a name or a password is left out.
   *
   * @param warn gets what is left out
   * @throws XmlException if it can't be read
   */
  public static RemoteAccess read(String text, Consumer<String> warn) throws XmlException {
    List<RemoteAccess.User> users = new ArrayList<>();
    for (Element user : Xml.read(NAME, text).findAll("User")) {
      Optional<String> name = user.textOf("Name");
      Optional<String> password = user.textOf("Password");
      if (name.isPresent() && password.isPresent()) {
        users.add(
            new RemoteAccess.User(
                name.get(), Secret.of(password.get()), user.textOf("Expiration")));
      } else {
        warn.accept(NAME + " line " + user.line() + ": an account lacks its name or password");
      }
    }
    return new RemoteAccess(users);
  }
}
