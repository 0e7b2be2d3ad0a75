// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Opens EnvelopedData messages (RFC 5652): RSA with PKCS#1 v1.5 or OAEP for the key, AES or triple
 * DES in CBC mode for the content. The structure is read with Bouncy Castle, the ciphers are those
 * of the Java platform, so that its provider need not be loaded.
 */
final class EnvelopedMessage {
  private static final String NAME = "an EnvelopedData message";

  private final EnvelopedData data;

  private EnvelopedMessage(EnvelopedData data) {
    this.data = data;
  }

  static EnvelopedMessage read(byte[] der) throws IOException {
    try {
      ContentInfo info = ContentInfo.getInstance(Der.read(NAME, der));
      if (info == null || !PKCSObjectIdentifiers.envelopedData.equals(info.getContentType())) {
        throw new IOException("not " + NAME);
      }
      return new EnvelopedMessage(EnvelopedData.getInstance(info.getContent()));
    } catch (RuntimeException e) {
      throw new IOException("not " + NAME + ": " + e.getMessage(), e);
    }
  }

  /** Decrypts it. */
  byte[] open(X509Certificate certificate, PrivateKey key) throws IOException {
    try {
      return openAny(certificate, key);
    } catch (RuntimeException e) {
      // The library reads parts when they are asked for, and tells each kind of fault its own way.
      throw new IOException("not " + NAME + ": " + e.getMessage(), e);
    }
  }

  private byte[] openAny(X509Certificate certificate, PrivateKey key) throws IOException {
    List<KeyTransRecipientInfo> recipients = recipients();
    GeneralSecurityException last = null;
    for (KeyTransRecipientInfo recipient : recipients) {
      // A lone recipient is tried in any case: old hosts name it in ways of their own.
      if (recipients.size() == 1 || isMeant(recipient.getRecipientIdentifier(), certificate)) {
        try {
          return content(contentKey(recipient, key));
        } catch (GeneralSecurityException e) {
          last = e;
        }
      }
    }
    String who = certificate.getSubjectX500Principal().getName();
    throw last == null
        ? new IOException("the message is not addressed to " + who)
        : new IOException("the key of " + who + " does not open the message", last);
  }

  private List<KeyTransRecipientInfo> recipients() {
    List<KeyTransRecipientInfo> recipients = new ArrayList<>();
    for (ASN1Encodable entry : data.getRecipientInfos()) {
      if (RecipientInfo.getInstance(entry).getInfo() instanceof KeyTransRecipientInfo info) {
        recipients.add(info);
      }
    }
    return recipients;
  }

  private static boolean isMeant(RecipientIdentifier identifier, X509Certificate certificate)
      throws IOException {
    if (identifier.isTagged()) {
      byte[] wanted = ASN1OctetString.getInstance(identifier.getId()).getOctets();
      byte[] extension = certificate.getExtensionValue("2.5.29.14");
      return extension != null
          && Arrays.equals(
              wanted,
              ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets())
                  .getOctets());
    }
    IssuerAndSerialNumber wanted = IssuerAndSerialNumber.getInstance(identifier.getId());
    BigInteger serial = wanted.getSerialNumber().getValue();
    return serial.equals(certificate.getSerialNumber())
        && Arrays.equals(
            wanted.getName().getEncoded("DER"), certificate.getIssuerX500Principal().getEncoded());
  }

  private static byte[] contentKey(KeyTransRecipientInfo recipient, PrivateKey key)
      throws GeneralSecurityException {
    AlgorithmIdentifier algorithm = recipient.getKeyEncryptionAlgorithm();
    Cipher cipher;
    if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())) {
      cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, key);
    } else if (PKCSObjectIdentifiers.id_RSAES_OAEP.equals(algorithm.getAlgorithm())) {
      cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, oaep(algorithm.getParameters()));
    } else {
      throw new GeneralSecurityException("unknown key transport " + algorithm.getAlgorithm());
    }
    return cipher.doFinal(recipient.getEncryptedKey().getOctets());
  }

  private static OAEPParameterSpec oaep(ASN1Encodable parameters) throws GeneralSecurityException {
    RSAESOAEPparams read =
        parameters == null ? new RSAESOAEPparams() : RSAESOAEPparams.getInstance(parameters);
    String digest = Algorithms.digest(read.getHashAlgorithm().getAlgorithm());
    AlgorithmIdentifier mask =
        AlgorithmIdentifier.getInstance(read.getMaskGenAlgorithm().getParameters());
    byte[] label =
        ASN1OctetString.getInstance(read.getPSourceAlgorithm().getParameters()).getOctets();
    return new OAEPParameterSpec(
        digest,
        "MGF1",
        new MGF1ParameterSpec(Algorithms.digest(mask.getAlgorithm())),
        new PSource.PSpecified(label));
  }

  private byte[] content(byte[] key) throws GeneralSecurityException {
    EncryptedContentInfo encrypted = data.getEncryptedContentInfo();
    AlgorithmIdentifier algorithm = encrypted.getContentEncryptionAlgorithm();
    Algorithms.Block block = Algorithms.block(algorithm.getAlgorithm());
    byte[] iv = ASN1OctetString.getInstance(algorithm.getParameters()).getOctets();
    Cipher cipher = Cipher.getInstance(block.cipher() + "/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, block.cipher()), new IvParameterSpec(iv));
    return cipher.doFinal(encrypted.getEncryptedContent().getOctets());
  }
}
