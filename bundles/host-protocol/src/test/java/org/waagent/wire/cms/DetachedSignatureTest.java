// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DetachedSignatureTest {
  private static final byte[] CONTENT = "a package".getBytes(StandardCharsets.UTF_8);

  private static KeyPair rootKeys;
  private static X509Certificate root;
  private static X509Certificate stranger;
  private static byte[] signature;

  @BeforeAll
  static void sign() throws Exception {
    rootKeys = keys();
    root = certificate("CN=Root", rootKeys, "CN=Root", rootKeys, Instant.now(), true);
    KeyPair strangerKeys = keys();
    stranger = certificate("CN=Root", strangerKeys, "CN=Root", strangerKeys, Instant.now(), true);
    signature = signed(Instant.now());
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static byte[] signed(Instant from) throws Exception {
    KeyPair keys = keys();
    X509Certificate leaf = certificate("CN=Leaf", keys, "CN=Root", rootKeys, from, false);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    ContentSigner signer = new JcaContentSignerBuilder("SHA384withRSA").build(keys.getPrivate());
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(signer, leaf));
    generator.addCertificates(new JcaCertStore(List.of(leaf)));
    return generator.generate(new CMSProcessableByteArray(CONTENT), false).getEncoded();
  }

  private static X509Certificate certificate(
      String subject, KeyPair keys, String issuer, KeyPair issuerKeys, Instant from, boolean ca)
      throws Exception {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(from.minus(Duration.ofDays(1500))),
            Date.from(from.plus(Duration.ofDays(ca ? 1000 : -400))),
            new X500Name(subject),
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    X509CertificateHolder holder =
        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKeys.getPrivate()));
    return Pem.certificate(holder.getEncoded());
  }

  private static void verify(byte[] content, X509Certificate... roots) throws IOException {
    new DetachedSignature(signature, List.of(roots)).verify(new ByteArrayInputStream(content));
  }

  @Test
  void holdsForWhatWasSignedEvenAfterTheCertificateExpired() {
    assertThatCode(() -> verify(CONTENT, stranger, root)).doesNotThrowAnyException();
  }

  @Test
  void failsForOtherContent() {
    assertThatThrownBy(() -> verify("another".getBytes(StandardCharsets.UTF_8), root))
        .isInstanceOf(IOException.class)
        .hasMessage("the content is not what was signed in the name of CN=Leaf");
  }

  @Test
  void failsForAnotherRootOrNone() {
    assertThatThrownBy(() -> verify(CONTENT, stranger)).hasMessageContaining("no trusted root");
    assertThatThrownBy(() -> verify(CONTENT)).isInstanceOf(IOException.class);
  }

  @Test
  void failsForWhatIsNoSignature() {
    assertThatThrownBy(
            () ->
                new DetachedSignature(new byte[] {1, 2, 3}, List.of(root))
                    .verify(new ByteArrayInputStream(CONTENT)))
        .isInstanceOf(IOException.class);
  }
}
