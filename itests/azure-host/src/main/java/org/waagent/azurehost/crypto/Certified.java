// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of a chain. */
final class Certified {
  private static final String ALGORITHM = "SHA256withRSA";

  private Certified() {}

  /** One that certifies others. */
  static X509Certificate authority(
      X500Principal subject,
      KeyPair keys,
      X500Principal issuer,
      KeyPair issuerKeys,
      Instant from,
      Instant until)
      throws GeneralSecurityException {
    return signed(builder(subject, keys, issuer, from, until), true, issuerKeys);
  }

  /** One at the end of a chain, for some purposes alone where any are named. */
  static X509Certificate leaf(
      X500Principal subject,
      KeyPair keys,
      X500Principal issuer,
      KeyPair issuerKeys,
      Instant from,
      Instant until,
      KeyPurposeId... purposes)
      throws GeneralSecurityException {
    X509v3CertificateBuilder builder = builder(subject, keys, issuer, from, until);
    if (purposes.length > 0) {
      try {
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
      } catch (IOException e) {
        throw new GeneralSecurityException("cannot certify " + subject, e);
      }
    }
    return signed(builder, false, issuerKeys);
  }

  private static X509v3CertificateBuilder builder(
      X500Principal subject, KeyPair keys, X500Principal issuer, Instant from, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(System.nanoTime()),
        Date.from(from),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(
      X509v3CertificateBuilder builder, boolean authority, KeyPair issuerKeys)
      throws GeneralSecurityException {
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(ALGORITHM).build(issuerKeys.getPrivate())));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot certify", e);
    }
  }

  /** A certificate as a file has it. */
  static String pem(X509Certificate certificate) throws GeneralSecurityException {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
