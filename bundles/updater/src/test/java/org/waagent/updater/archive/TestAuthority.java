// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.waagent.assembly.FeatureSigner;

/** An authority made for a test. */
final class TestAuthority {
  private static final Instant NOW = Instant.now();

  private final String name;
  private final KeyPair pair = pair();
  private final X509Certificate own;
  private final List<X509Certificate> above;

  /** A root, valid for years. */
  TestAuthority(String name) {
    this.name = name;
    this.own = certificate(name, pair.getPublic(), -3000, 3000, true);
    this.above = List.of();
  }

  private TestAuthority(TestAuthority root, int fromDays, int toDays) {
    this.name = root.name + " and part";
    this.own = root.certificate(name, pair.getPublic(), fromDays, toDays, true);
    this.above = List.of(own);
  }

  /** One that this one lets sign for it. */
  TestAuthority below(int fromDays, int toDays) {
    return new TestAuthority(this, fromDays, toDays);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate certificate(
      String subject, PublicKey key, int fromDays, int toDays, boolean authority) {
    try {
      PrivateKey issuer = pair.getPrivate();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=" + name),
              BigInteger.valueOf(Math.abs(key.hashCode()) + 1L),
              Date.from(NOW.plus(Duration.ofDays(fromDays))),
              Date.from(NOW.plus(Duration.ofDays(toDays))),
              new X500Principal("CN=" + subject),
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer)));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  /** A signer whose certificate holds from one day to another, counted from now. */
  FeatureSigner signer(int fromDays, int toDays) {
    KeyPair signer = pair();
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate("signer", signer.getPublic(), fromDays, toDays, false));
    chain.addAll(above);
    return new FeatureSigner(signer.getPrivate(), chain);
  }

  FeatureSigner signer() {
    return signer(-1, 100);
  }

  String pem() {
    try {
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(own.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
