// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Objects;
import org.waagent.azurehost.crypto.Pfx;

/** How certificates are wrapped for the agent: hosts of different age differ. */
public record CertificateStyle(KeyTransport keyTransport, PfxEncryption pfx, PfxPassword password) {
  /** How the content key is encrypted to the transport certificate. */
  public enum KeyTransport {
    RSA_PKCS1,
    /** RSAES-OAEP with its default parameters (SHA-1). */
    RSA_OAEP
  }

  /** How the PFX inside is encrypted. The password is always empty. */
  public enum PfxEncryption {
    /** pbeWithSHAAnd3-KeyTripleDES-CBC, SHA-1 MAC, 2000 rounds. */
    LEGACY_3DES(Pfx.Kind.TRIPLE_DES),
    /** As before, but with a SHA-256 MAC. */
    LEGACY_3DES_SHA256(Pfx.Kind.TRIPLE_DES_SHA256),
    /** The oldest: certificates with pbeWithSHAAnd40BitRC2-CBC, keys with 3DES, SHA-1 MAC. */
    LEGACY_RC2(Pfx.Kind.RC2),
    /** PBES2 with AES-256, SHA-256 MAC. */
    PBES2_AES(Pfx.Kind.PBES2);

    private final Pfx.Kind kind;

    PfxEncryption(Pfx.Kind kind) {
      this.kind = kind;
    }

    Pfx.Kind kind() {
      return kind;
    }
  }

  /** What bytes the empty password is; writers differ, readers try both. */
  public enum PfxPassword {
    /** None at all. */
    NOTHING,
    /** The two zero bytes that end every BMP string. */
    TERMINATOR
  }

  public CertificateStyle {
    Objects.requireNonNull(keyTransport, "keyTransport");
    Objects.requireNonNull(pfx, "pfx");
    Objects.requireNonNull(password, "password");
  }

  public CertificateStyle(KeyTransport keyTransport, PfxEncryption pfx) {
    this(keyTransport, pfx, PfxPassword.NOTHING);
  }

  /** As on the hosts of today. */
  public static CertificateStyle today() {
    return new CertificateStyle(KeyTransport.RSA_OAEP, PfxEncryption.LEGACY_3DES);
  }
}
