// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;

/**
 * What a PKCS#12 with the empty password holds. Its check sum is not looked at: with a password
 * everybody knows it protects nothing, and some hosts make sums others can't compute.
 */
final class Pfx {
  private final List<byte[]> certificates = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();

  private Pfx() {}

  static Pfx read(byte[] der) throws IOException {
    try {
      Pfx pfx = new Pfx();
      ContentInfo safe =
          org.bouncycastle.asn1.pkcs.Pfx.getInstance(ASN1Primitive.fromByteArray(der))
              .getAuthSafe();
      byte[] contents = ASN1OctetString.getInstance(safe.getContent()).getOctets();
      for (ASN1Encodable entry : ASN1Sequence.getInstance(contents)) {
        pfx.bags(bagsOf(ContentInfo.getInstance(entry)));
      }
      return pfx;
    } catch (GeneralSecurityException e) {
      throw new IOException("can't decrypt the PKCS#12: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // The library tells each kind of fault its own way.
      throw new IOException("not a PKCS#12: " + e.getMessage(), e);
    }
  }

  /** DER of each certificate, in the order they came in. */
  List<byte[]> certificates() {
    return certificates;
  }

  /** PKCS#8 of each private key. */
  List<byte[]> keys() {
    return keys;
  }

  private static byte[] bagsOf(ContentInfo info) throws GeneralSecurityException {
    if (PKCSObjectIdentifiers.encryptedData.equals(info.getContentType())) {
      EncryptedData data = EncryptedData.getInstance(info.getContent());
      return PasswordCipher.decrypt(data.getEncryptionAlgorithm(), data.getContent().getOctets());
    }
    return ASN1OctetString.getInstance(info.getContent()).getOctets();
  }

  private void bags(byte[] contents) throws GeneralSecurityException, IOException {
    for (ASN1Encodable entry : ASN1Sequence.getInstance(contents)) {
      bag(SafeBag.getInstance(entry));
    }
  }

  private void bag(SafeBag bag) throws GeneralSecurityException, IOException {
    if (PKCSObjectIdentifiers.certBag.equals(bag.getBagId())) {
      CertBag certificate = CertBag.getInstance(bag.getBagValue());
      certificates.add(ASN1OctetString.getInstance(certificate.getCertValue()).getOctets());
    } else if (PKCSObjectIdentifiers.keyBag.equals(bag.getBagId())) {
      keys.add(PrivateKeyInfo.getInstance(bag.getBagValue()).getEncoded("DER"));
    } else if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getBagId())) {
      EncryptedPrivateKeyInfo key = EncryptedPrivateKeyInfo.getInstance(bag.getBagValue());
      keys.add(PasswordCipher.decrypt(key.getEncryptionAlgorithm(), key.getEncryptedData()));
    } else if (PKCSObjectIdentifiers.safeContentsBag.equals(bag.getBagId())) {
      bags(ASN1Sequence.getInstance(bag.getBagValue()).getEncoded("DER"));
    }
  }
}
