// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
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
 * everybody knows it protects nothing, and some hosts make sums others can't compute. A part that
 * can't be read is told and left out.
 */
final class Pfx {
  private static final String NAME = "a PKCS#12";
  private static final int DEEPEST = 8;

  private final Consumer<String> warn;
  private final List<byte[]> certificates = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();

  private Pfx(Consumer<String> warn) {
    this.warn = warn;
  }

  /**
   * Reads it.
   *
   * @param warn gets what is left out
   * @throws IOException if nothing of it can be read
   */
  static Pfx read(byte[] der, Consumer<String> warn) throws IOException {
    Pfx pfx = new Pfx(warn);
    try {
      ContentInfo safe =
          org.bouncycastle.asn1.pkcs.Pfx.getInstance(Der.read(NAME, der)).getAuthSafe();
      byte[] contents = ASN1OctetString.getInstance(safe.getContent()).getOctets();
      for (ASN1Encodable entry : sequence(contents)) {
        pfx.each("a safe", () -> pfx.bags(bagsOf(ContentInfo.getInstance(entry)), 0));
      }
      return pfx;
    } catch (RuntimeException e) {
      // The library tells each kind of fault its own way.
      throw new IOException("not " + NAME + ": " + e.getMessage(), e);
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

  @FunctionalInterface
  private interface Part {
    void read() throws GeneralSecurityException, IOException;
  }

  private void each(String what, Part part) {
    try {
      part.read();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // The message may quote what was decrypted.
      warn.accept("PKCS#12: " + what + " can't be read: " + e.getClass().getSimpleName());
    }
  }

  private static ASN1Sequence sequence(byte[] der) throws IOException {
    return ASN1Sequence.getInstance(Der.read("the contents of " + NAME, der));
  }

  private static byte[] bagsOf(ContentInfo info) throws GeneralSecurityException {
    if (PKCSObjectIdentifiers.encryptedData.equals(info.getContentType())) {
      EncryptedData data = EncryptedData.getInstance(info.getContent());
      return PasswordCipher.decrypt(data.getEncryptionAlgorithm(), data.getContent().getOctets());
    }
    return ASN1OctetString.getInstance(info.getContent()).getOctets();
  }

  private void bags(byte[] contents, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("bags are nested too deep");
    }
    for (ASN1Encodable entry : sequence(contents)) {
      each("a bag", () -> bag(SafeBag.getInstance(entry), depth));
    }
  }

  private void bag(SafeBag bag, int depth) throws GeneralSecurityException, IOException {
    if (PKCSObjectIdentifiers.certBag.equals(bag.getBagId())) {
      CertBag certificate = CertBag.getInstance(bag.getBagValue());
      certificates.add(ASN1OctetString.getInstance(certificate.getCertValue()).getOctets());
    } else if (PKCSObjectIdentifiers.keyBag.equals(bag.getBagId())) {
      keys.add(PrivateKeyInfo.getInstance(bag.getBagValue()).getEncoded("DER"));
    } else if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getBagId())) {
      EncryptedPrivateKeyInfo key = EncryptedPrivateKeyInfo.getInstance(bag.getBagValue());
      keys.add(PasswordCipher.decrypt(key.getEncryptionAlgorithm(), key.getEncryptedData()));
    } else if (PKCSObjectIdentifiers.safeContentsBag.equals(bag.getBagId())) {
      bags(ASN1Sequence.getInstance(bag.getBagValue()).getEncoded("DER"), depth + 1);
    }
  }
}
