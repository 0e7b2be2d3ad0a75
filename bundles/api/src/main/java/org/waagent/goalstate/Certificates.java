// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import java.util.List;

/**
 * The certificates of a goal state, already decrypted and stored as {@code
 * <Lib.Dir>/<thumbprint>.crt} and {@code .prv}.
 *
 * @param certificates in the order of the bag they came in
 */
public record Certificates(List<Certificate> certificates) {
  public Certificates {
    certificates = List.copyOf(certificates);
  }

  /** No certificates. */
  public static Certificates none() {
    return new Certificates(List.of());
  }

  /** Whether a certificate of this thumbprint is there. */
  public boolean contains(Thumbprint thumbprint) {
    return certificates.stream().anyMatch(c -> c.thumbprint().equals(thumbprint));
  }

  /**
   * One certificate.
   *
   * @param thumbprint its name
   * @param hasPrivateKey whether its private key came with it
   */
  public record Certificate(Thumbprint thumbprint, boolean hasPrivateKey) {}
}
