// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the key of a message comes to us. */
class KeyTransportTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private static KeyPair keys;
  private static X509Certificate certificate;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    Instant now = Instant.now();
    certificate =
        Pem.certificate(SelfSigned.certificate("CN=T", keys, now, now.plus(Duration.ofDays(1))));
  }

  private static AlgorithmIdentifier oaep(String hash, String mask) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSAES_OAEP,
        new RSAESOAEPparams(
            digest(hash),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, digest(mask)),
            RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
  }

  private static AlgorithmIdentifier digest(String name) {
    String id = name.equals("SHA-1") ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1";
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(id), DERNull.INSTANCE);
  }

  private static byte[] message(AlgorithmIdentifier algorithm, byte[] wrapped, byte[] key)
      throws Exception {
    byte[] extension = certificate.getExtensionValue("2.5.29.14");
    ASN1OctetString id =
        ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets());
    ASN1Set recipients =
        new DERSet(
            new RecipientInfo(
                new KeyTransRecipientInfo(
                    new RecipientIdentifier(id), algorithm, new DEROctetString(wrapped))));
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    byte[] iv = new byte[16];
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    EncryptedContentInfo content =
        new EncryptedContentInfo(
            PKCSObjectIdentifiers.data,
            new AlgorithmIdentifier(
                new ASN1ObjectIdentifier("2.16.840.1.101.3.4.1.2"), new DEROctetString(iv)),
            new DEROctetString(cipher.doFinal(CONTENT)));
    return new ContentInfo(
            PKCSObjectIdentifiers.envelopedData,
            new EnvelopedData(null, recipients, content, (ASN1Set) null))
        .getEncoded("DER");
  }

  @ParameterizedTest
  @CsvSource({"SHA-1,SHA-1", "SHA-256,SHA-256", "SHA-256,SHA-1"})
  @Tag("V13")
  void opensOaepOfEveryDigest(String hash, String mask) throws Exception {
    byte[] key = new byte[16];
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(
        Cipher.ENCRYPT_MODE,
        keys.getPublic(),
        new OAEPParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(mask), PSource.PSpecified.DEFAULT));
    byte[] der = message(oaep(hash, mask), rsa.doFinal(key), key);
    assertThat(EnvelopedMessage.read(der).open(certificate, keys.getPrivate())).isEqualTo(CONTENT);
  }

  @Test
  void opensOaepWhoseParametersAreLeftOut() throws Exception {
    byte[] key = new byte[16];
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(Cipher.ENCRYPT_MODE, keys.getPublic());
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP);
    byte[] der = message(algorithm, rsa.doFinal(key), key);
    assertThat(EnvelopedMessage.read(der).open(certificate, keys.getPrivate())).isEqualTo(CONTENT);
  }

  @Test
  void opensTheOldKeyTransport() throws Exception {
    byte[] key = new byte[16];
    Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    rsa.init(Cipher.ENCRYPT_MODE, keys.getPublic());
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    byte[] der = message(algorithm, rsa.doFinal(key), key);
    assertThat(EnvelopedMessage.read(der).open(certificate, keys.getPrivate())).isEqualTo(CONTENT);
  }
}
