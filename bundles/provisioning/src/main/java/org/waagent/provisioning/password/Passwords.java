// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.password;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.goalstate.Secret;
import org.waagent.provisioning.config.Config;

/** Hashes passwords as {@code waagent.conf} says. */
public final class Passwords {
  private final String configured;
  private final Supplier<Optional<String>> needed;
  private final int saltLength;

  /**
   * @param needed the scheme this system takes no other beside; asked when a password is hashed
   */
  public Passwords(Config config, Supplier<Optional<String>> needed) {
    this.configured = config.passwordCryptId();
    this.needed = needed;
    this.saltLength = config.passwordCryptSaltLength();
  }

  /**
   * The hash for the account file, with a new random salt.
   *
   * @throws IllegalArgumentException if the configured scheme is none
   */
  public Secret hash(Secret password) {
    String id = needed.get().orElse(configured);
    Scheme scheme =
        Scheme.of(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Provisioning.PasswordCryptId is none of 1, 2a, 5, 6: " + id));
    byte[] clear = password.bytes();
    try {
      return Secret.of(scheme.hash(clear, scheme.salt(saltLength, new SecureRandom())));
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
