// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed certificate with a subject key identifier, and its key. */
public record SelfSigned(X509Certificate certificate, PrivateKey key) {
  private static final int KEY_BITS = 2048;
  private static final int CURVE_BITS = 256;
  private static final Duration LIFE = Duration.ofDays(730);

  /** A fresh one with an RSA key for a distinguished name such as {@code CN=x}. */
  public static SelfSigned create(String name) throws GeneralSecurityException {
    return create(name, keys("RSA", KEY_BITS), "SHA256withRSA", List.of());
  }

  /** The same with a key on the curve P-256. */
  public static SelfSigned createEc(String name) throws GeneralSecurityException {
    return create(name, keys("EC", CURVE_BITS), "SHA256withECDSA", List.of());
  }

  /** The same with an RSA key, for a TLS server at an IP address. */
  public static SelfSigned createServer(InetAddress address) throws GeneralSecurityException {
    String text = address.getHostAddress();
    List<GeneralName> names = List.of(new GeneralName(GeneralName.iPAddress, text));
    return create("CN=" + text, keys("RSA", KEY_BITS), "SHA256withRSA", names);
  }

  private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static SelfSigned create(
      String name, KeyPair keys, String signature, List<GeneralName> names)
      throws GeneralSecurityException {
    X500Principal subject = new X500Principal(name);
    Instant start = Instant.now().minus(Duration.ofHours(1));
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(120, new SecureRandom()),
              Date.from(start),
              Date.from(start.plus(LIFE)),
              subject,
              keys.getPublic());
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      return new SelfSigned(
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))),
          keys.getPrivate());
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot make a certificate for " + name, e);
    }
  }
}
