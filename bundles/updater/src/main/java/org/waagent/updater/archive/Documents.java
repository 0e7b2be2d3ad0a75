// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.Optional;

/** The documents of an archive, as they lie in it. */
final class Documents {
  private final byte[] feature;
  private final byte[] sbom;
  private final byte[] digests;
  private final Optional<byte[]> signature;

  Documents(byte[] feature, byte[] sbom, byte[] digests, Optional<byte[]> signature) {
    this.feature = feature.clone();
    this.sbom = sbom.clone();
    this.digests = digests.clone();
    this.signature = signature.map(byte[]::clone);
  }

  byte[] feature() {
    return feature.clone();
  }

  byte[] sbom() {
    return sbom.clone();
  }

  byte[] digests() {
    return digests.clone();
  }

  Optional<byte[]> signature() {
    return signature.map(byte[]::clone);
  }
}
