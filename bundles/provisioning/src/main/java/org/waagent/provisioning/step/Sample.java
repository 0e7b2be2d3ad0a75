// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.OvfEnvironment.KeyPair;
import org.waagent.goalstate.OvfEnvironment.PublicKey;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.provisioning.medium.Reading;
import org.waagent.provisioning.ovf.OvfDocument;

/** Media that nobody wrote. Capitals stand for what only a real one says. */
final class Sample {
  private static final String SECRET = "SECRET";
  private static final String KEYS = "$HOME/USER/.ssh/authorized_keys";
  private static final String PAIR = "$HOME/USER/.ssh/id_rsa";

  private Sample() {}

  /**
   * One that asks for all there is.
   *
   * @param drive it would be in
   */
  static Reading most(Optional<Path> drive) {
    PublicKey key = new PublicKey(Optional.empty(), KEYS, Optional.of("KEY"));
    KeyPair pair = new KeyPair(new Thumbprint("0".repeat(40)), PAIR);
    return reading(Optional.of(Secret.of(SECRET)), List.of(key), List.of(pair), drive);
  }

  /** One that asks for no more than it must. */
  static Reading least(Optional<Path> drive) {
    return reading(Optional.empty(), List.of(), List.of(), drive);
  }

  private static Reading reading(
      Optional<Secret> secret, List<PublicKey> keys, List<KeyPair> pairs, Optional<Path> drive) {
    OvfEnvironment environment =
        new OvfEnvironment("HOST", "USER", secret, false, keys, pairs, secret, true, false);
    return new Reading(new OvfDocument(environment, "true", List.of()), drive, "a sample");
  }
}
