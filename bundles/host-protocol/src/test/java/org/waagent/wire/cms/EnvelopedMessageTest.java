// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnvelopedMessageTest {
  private static final byte[] CONTENT = "secret".getBytes(StandardCharsets.UTF_8);

  private static KeyPair keys;
  private static KeyPair otherKeys;
  private static X509Certificate certificate;
  private static X509Certificate other;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    otherKeys = generator.generateKeyPair();
    certificate = certificate("CN=One", keys);
    other = certificate("CN=Other", otherKeys);
  }

  private static X509Certificate certificate(String name, KeyPair keys) throws Exception {
    Instant now = Instant.now();
    return Pem.certificate(SelfSigned.certificate(name, keys, now, now.plus(Duration.ofDays(1))));
  }

  private static byte[] message(ASN1ObjectIdentifier cipher, X509Certificate... recipients)
      throws Exception {
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    for (X509Certificate recipient : recipients) {
      generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(recipient));
    }
    return generator
        .generate(
            new CMSProcessableByteArray(CONTENT), new JceCMSContentEncryptorBuilder(cipher).build())
        .getEncoded();
  }

  @Test
  void opensEveryCipherOfTheContent() throws Exception {
    for (ASN1ObjectIdentifier cipher :
        new ASN1ObjectIdentifier[] {
          CMSAlgorithm.AES128_CBC,
          CMSAlgorithm.AES192_CBC,
          CMSAlgorithm.AES256_CBC,
          CMSAlgorithm.DES_EDE3_CBC
        }) {
      byte[] der = message(cipher, certificate);
      assertThat(EnvelopedMessage.read(der).open(certificate, keys.getPrivate()))
          .isEqualTo(CONTENT);
    }
  }

  @Test
  void findsItsRecipientAmongOthers() throws Exception {
    byte[] der = message(CMSAlgorithm.AES128_CBC, other, certificate);
    assertThat(EnvelopedMessage.read(der).open(certificate, keys.getPrivate())).isEqualTo(CONTENT);
  }

  @Test
  void failsWithAnotherKeyAndForBrokenMessages() throws Exception {
    byte[] der = message(CMSAlgorithm.AES128_CBC, certificate);
    assertThatThrownBy(() -> EnvelopedMessage.read(der).open(other, otherKeys.getPrivate()))
        .isInstanceOf(IOException.class);
    for (int length = 0; length < der.length; length += 7) {
      byte[] part = java.util.Arrays.copyOf(der, length);
      assertThatThrownBy(() -> EnvelopedMessage.read(part).open(certificate, keys.getPrivate()))
          .isInstanceOf(IOException.class);
    }
    byte[] changed = der.clone();
    for (int at = 0; at < der.length; at += 11) {
      changed[at] ^= 0x55;
      try {
        EnvelopedMessage.read(changed).open(certificate, keys.getPrivate());
      } catch (IOException expected) {
        assertThat(expected).hasMessageNotContaining("secret");
      }
      changed[at] ^= 0x55;
    }
  }
}
