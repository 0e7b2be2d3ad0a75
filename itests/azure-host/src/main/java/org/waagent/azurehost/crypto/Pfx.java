// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;

/** A PKCS #12 file in the making, empty password, key bags and certificate bags encrypted. */
public final class Pfx {
  /** How bags are encrypted and the whole is authenticated. */
  public enum Kind {
    /** pbeWithSHAAnd3-KeyTripleDES-CBC and HMAC-SHA-1. */
    TRIPLE_DES,
    /** pbeWithSHAAnd3-KeyTripleDES-CBC and HMAC-SHA-256. */
    TRIPLE_DES_SHA256,
    /** pbeWithSHAAnd40BitRC2-CBC for certificates, 3DES for keys, HMAC-SHA-1. */
    RC2,
    /** PBES2 with AES-256 and HMAC-SHA-256. */
    PBES2;

    private boolean hasSha2Mac() {
      return this == TRIPLE_DES_SHA256 || this == PBES2;
    }
  }

  private static final int ROUNDS = 2000;

  private final Kind kind;
  private final EmptyPassword password;
  private final PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
  private int entries;

  /**
   * @param terminated the empty password is the two zero bytes that end a BMP string, not nothing
   */
  public Pfx(Kind kind, boolean terminated) {
    this.kind = kind;
    this.password = EmptyPassword.of(terminated, ROUNDS);
  }

  /** Adds a certificate and its key. */
  public void add(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
    try {
      DEROctetString id = new DEROctetString(new byte[] {(byte) ++entries, 0, 0, 0});
      ASN1ObjectIdentifier localKeyId = PKCSObjectIdentifiers.pkcs_9_at_localKeyId;
      PKCS12SafeBag bag =
          new JcaPKCS12SafeBagBuilder(certificate).addBagAttribute(localKeyId, id).build();
      builder.addEncryptedData(certificateEncryptor(), new PKCS12SafeBag[] {bag});
      builder.addData(
          new JcaPKCS12SafeBagBuilder(key, keyEncryptor()).addBagAttribute(localKeyId, id).build());
    } catch (IOException e) {
      throw new GeneralSecurityException("cannot add to the PFX", e);
    }
  }

  public byte[] encoded() throws GeneralSecurityException {
    try {
      return builder.build(new Mac(), new char[0]).getEncoded();
    } catch (PKCSException | IOException e) {
      throw new GeneralSecurityException("cannot build the PFX", e);
    }
  }

  private OutputEncryptor certificateEncryptor() {
    return kind == Kind.RC2 ? password.rc2() : keyEncryptor();
  }

  private OutputEncryptor keyEncryptor() {
    return kind == Kind.PBES2 ? new Pbes2(ROUNDS) : password.tripleDes();
  }

  private final class Mac implements PKCS12MacCalculatorBuilder {
    @Override
    public MacCalculator build(char[] ignored) {
      ExtendedDigest digest = kind.hasSha2Mac() ? new SHA256Digest() : new SHA1Digest();
      return password.mac(digest, getDigestAlgorithmIdentifier());
    }

    @Override
    public AlgorithmIdentifier getDigestAlgorithmIdentifier() {
      return new AlgorithmIdentifier(
          kind.hasSha2Mac() ? NISTObjectIdentifiers.id_sha256 : OIWObjectIdentifiers.idSHA1,
          DERNull.INSTANCE);
    }
  }
}
