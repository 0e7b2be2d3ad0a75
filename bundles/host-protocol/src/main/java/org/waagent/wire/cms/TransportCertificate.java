// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The certificate the host encrypts to. Made when it is first needed and kept on disk: as long as
 * it is valid there is nothing to win by another, and making keys takes long.
 */
final class TransportCertificate {
  private static final Mode OWNER_READS = Mode.of(0400);
  private static final int MOST = 64 * 1024;
  private static final Duration VALID = Duration.ofDays(730);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  private final Files files;
  private final Path certificateFile;
  private final Path keyFile;
  private final Clock clock;
  private final RsaKeys keys;
  private Identity identity;

  TransportCertificate(Files files, Path lib, Clock clock, RsaKeys keys) {
    this.files = files;
    this.certificateFile = lib.resolve("TransportCert.pem");
    this.keyFile = lib.resolve("TransportPrivate.pem");
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * A certificate and its key.
   *
   * @param certificate for the host
   * @param key opens what is encrypted to it
   */
  record Identity(X509Certificate certificate, PrivateKey key) {
    /** The certificate as the header carries it. */
    String header() throws IOException {
      try {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  /** The one on disk; a new one if there is none that can be used. */
  synchronized Identity get() throws IOException {
    if (identity == null || !isValid(identity.certificate(), clock.instant())) {
      identity = load().orElse(null);
      if (identity == null) {
        identity = make();
      }
    }
    return identity;
  }

  private Optional<Identity> load() throws IOException {
    List<byte[]> certificates;
    List<byte[]> keys;
    try {
      certificates = Pem.decode(Pem.CERTIFICATE, files.readText(certificateFile, MOST));
      keys = Pem.decode(Pem.PRIVATE_KEY, files.readText(keyFile, MOST));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (certificates.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509Certificate certificate = Pem.certificate(certificates.get(0));
      PrivateKey key = Pem.privateKey(keys.get(0));
      return isUsable(certificate) && KeyPairs.fit(key, certificate.getPublicKey())
          ? Optional.of(new Identity(certificate, key))
          : Optional.empty();
    } catch (IOException e) {
      // Files that can't be read are replaced, as they would be at each start of the old agent.
      return Optional.empty();
    }
  }

  private boolean isUsable(X509Certificate certificate) {
    return isValid(certificate, clock.instant())
        && certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER) != null;
  }

  private static boolean isValid(X509Certificate certificate, Instant now) {
    return certificate.getNotBefore().before(Date.from(now))
        && certificate.getNotAfter().after(Date.from(now.plus(RENEW_BEFORE)));
  }

  private Identity make() throws IOException {
    try {
      KeyPair pair = keys.make();
      // A clock that is behind at first boot and set later must not make it invalid.
      Instant from = clock.instant().minus(Duration.ofDays(1));
      byte[] der = SelfSigned.certificate("CN=LinuxTransport", pair, from, from.plus(VALID));
      files.write(
          keyFile, Pem.encode(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()), OWNER_READS);
      files.write(certificateFile, Pem.encode(Pem.CERTIFICATE, der), OWNER_READS);
      return new Identity(Pem.certificate(der), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IOException("could not make a certificate: " + e.getMessage(), e);
    }
  }
}
