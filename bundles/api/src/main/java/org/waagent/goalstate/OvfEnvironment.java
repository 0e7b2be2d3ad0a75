// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What the provisioning medium says of the machine on its first boot.
 *
 * @param hostName name the machine gets
 * @param userName account to create
 * @param password clear text, kept in memory only
 * @param disableSshPasswordAuthentication whether only keys may log in
 * @param publicKeys keys for {@code authorized_keys}, in document order
 * @param keyPairs key pairs to deploy from certificates
 * @param customData base64 text as it came
 * @param provisionGuestAgent whether the agent goes on after provisioning; {@code false} makes it
 *     sleep
 * @param preprovisioned whether the machine waits in a pool for its real identity
 */
public record OvfEnvironment(
    String hostName,
    String userName,
    Optional<Secret> password,
    boolean disableSshPasswordAuthentication,
    List<PublicKey> publicKeys,
    List<KeyPair> keyPairs,
    Optional<Secret> customData,
    boolean provisionGuestAgent,
    boolean preprovisioned) {
  public OvfEnvironment {
    requireNonNull(hostName, "hostName");
    requireNonNull(userName, "userName");
    requireNonNull(password, "password");
    publicKeys = List.copyOf(publicKeys);
    keyPairs = List.copyOf(keyPairs);
    requireNonNull(customData, "customData");
  }

  /**
   * A public key to deploy; its text stands here or comes from a certificate.
   *
   * @param thumbprint certificate it comes from
   * @param path file it is added to; {@code $HOME} stands for the home of the accounts
   * @param value the key itself
   */
  public record PublicKey(Optional<Thumbprint> thumbprint, String path, Optional<String> value) {
    public PublicKey {
      requireNonNull(thumbprint, "thumbprint");
      requireNonNull(path, "path");
      requireNonNull(value, "value");
    }
  }

  /**
   * A key pair to deploy from a certificate.
   *
   * @param thumbprint certificate it comes from
   * @param path file of the private key; the public one stands beside it with {@code .pub}
   */
  public record KeyPair(Thumbprint thumbprint, String path) {
    public KeyPair {
      requireNonNull(thumbprint, "thumbprint");
      requireNonNull(path, "path");
    }
  }
}
