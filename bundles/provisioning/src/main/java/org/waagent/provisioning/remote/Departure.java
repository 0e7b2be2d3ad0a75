// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import java.util.List;
import java.util.Optional;
import org.waagent.os.Users;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;

/** An account for a while goes with the machine's identity or with the agent. */
record Departure(Users.User user, Grants grants) implements Change {
  @Override
  public String id() {
    return "remove the account " + user.name();
  }

  @Override
  public List<Effect> effects() {
    return List.of(Effect.account(user.name()), Effect.file(user.home()));
  }

  @Override
  public Optional<String> warning() {
    return Optional.of("The account for a while " + user.name() + " will be deleted.");
  }

  @Override
  public Outcome apply() throws Exception {
    grants.remove(user.name());
    return Outcome.done();
  }
}
