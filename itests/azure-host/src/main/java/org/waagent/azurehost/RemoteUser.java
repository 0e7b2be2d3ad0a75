// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Instant;
import java.util.Objects;

/** A just-in-time account; the password is encrypted for the agent when it asks. */
public record RemoteUser(String name, String password, Instant expiration) {
  public RemoteUser {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(expiration, "expiration");
  }

  @Override
  public String toString() {
    return "RemoteUser[" + name + " until " + expiration + "]";
  }
}
