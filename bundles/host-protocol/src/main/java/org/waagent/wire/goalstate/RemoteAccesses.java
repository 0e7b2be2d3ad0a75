// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.ArrayList;
import java.util.List;
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
   * Reads the document; an account without a name is left out.
   *
   * @throws XmlException if it can't be read
   */
  public static RemoteAccess read(String text) throws XmlException {
    List<RemoteAccess.User> users = new ArrayList<>();
    for (Element user : Xml.read(NAME, text).findAll("User")) {
      user.textOf("Name")
          .ifPresent(
              name ->
                  users.add(
                      new RemoteAccess.User(
                          name,
                          Secret.of(user.textOf("Password").orElse("")),
                          user.textOf("Expiration"))));
    }
    return new RemoteAccess(users);
  }
}
