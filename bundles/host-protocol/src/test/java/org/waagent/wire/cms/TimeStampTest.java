// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.azurehost.crypto.PackageSigner;
import org.waagent.azurehost.crypto.TimeStamper;

/** The time of signing, as time stamps tell it. The signer's certificate expired 400 days ago. */
@Tag("V8")
class TimeStampTest {
  private static final byte[] CONTENT = "a package".getBytes(StandardCharsets.UTF_8);
  private static final Instant WHILE_VALID = daysAgo(1000);
  private static final Instant EXPIRED = daysAgo(300);
  private static final Instant NOT_YET = daysAgo(1600);

  private static PackageSigner signer;
  private static TimeStamper stamper;
  private static byte[] plain;

  @BeforeAll
  static void sign() throws Exception {
    signer = PackageSigner.create();
    stamper = TimeStamper.create();
    plain = signer.sign(CONTENT);
  }

  private static Instant daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }

  private static void verify(byte[] message) throws IOException {
    verify(message, List.of(signer.root()), List.of(stamper.root()));
  }

  private static void verify(
      byte[] message, List<X509Certificate> roots, List<X509Certificate> stampRoots)
      throws IOException {
    new DetachedSignature(message, roots, stampRoots).verify(new ByteArrayInputStream(CONTENT));
  }

  private static void refused(byte[] message, String why) {
    assertThatThrownBy(() -> verify(message))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  @Test
  void holdsThoughTheCertificateExpiredAfterwards() throws Exception {
    byte[] stamped = stamper.stamp(plain, WHILE_VALID);
    assertThatCode(() -> verify(stamped)).doesNotThrowAnyException();
    // A root of packages may vouch for stamps, too.
    assertThatCode(() -> verify(stamped, List.of(signer.root(), stamper.root()), List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void failsWhereTheCertificateWasNotValidThen() throws Exception {
    String why = "the certificate of CN=Signer was not valid when the signature was made, at ";
    refused(stamper.stamp(plain, EXPIRED), why);
    refused(stamper.stamp(plain, NOT_YET), why);
  }

  @Test
  void saysNothingWhereTheAuthorityIsNotTrusted() throws Exception {
    assertThatCode(() -> verify(TimeStamper.create().stamp(plain, EXPIRED)))
        .doesNotThrowAnyException();
  }

  @Test
  void saysNothingWhereTheAuthorityIsForSomethingElse() throws Exception {
    TimeStamper other = TimeStamper.create(KeyPurposeId.id_kp_codeSigning);
    byte[] stamped = other.stamp(plain, EXPIRED);
    assertThatCode(() -> verify(stamped, List.of(signer.root()), List.of(other.root())))
        .doesNotThrowAnyException();
  }

  @Test
  void failsWhereTheStampIsOfAnotherSignature() throws Exception {
    byte[] token = stamper.token(new byte[] {1, 2, 3}, WHILE_VALID);
    refused(TimeStamper.with(plain, token), "the time stamp of the signature is not of it");
  }

  @Test
  void failsWhereTheStampWasTurned() throws Exception {
    byte[] token = stamper.token(signature(), WHILE_VALID);
    token[token.length - 60] ^= 1;
    refused(TimeStamper.with(plain, token), "the time stamp of the signature is not of it");
  }

  @Test
  void failsWhereTheStampIsNone() throws Exception {
    refused(TimeStamper.with(plain, plain), "a message of another kind");
  }

  @Test
  void theEarliestOfSeveralCounts() throws Exception {
    byte[] early = stamper.token(signature(), WHILE_VALID);
    byte[] late = stamper.token(signature(), EXPIRED);
    assertThatCode(() -> verify(TimeStamper.with(plain, late, early))).doesNotThrowAnyException();
    refused(TimeStamper.with(plain, early, late, early, late, early), "more than 4 time stamps");
  }

  private static byte[] signature() throws Exception {
    return new CMSSignedData(plain).getSignerInfos().getSigners().iterator().next().getSignature();
  }

  @Test
  void aRootForStampsIsNoneForPackages() {
    assertThatThrownBy(() -> verify(plain, List.of(stamper.root()), List.of(signer.root())))
        .hasMessageContaining("no trusted root");
  }

  @Test
  void bringsTheRootOfThePlatformsAuthority() throws Exception {
    try (InputStream in = StoreCms.class.getResourceAsStream("microsoft-root-2010.pem")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      byte[] der = Pem.decode(Pem.CERTIFICATE, text).get(0);
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(der)))
          .isEqualTo("3b1efd3a66ea28b16697394703a72ca340a05bd5");
    }
  }
}
