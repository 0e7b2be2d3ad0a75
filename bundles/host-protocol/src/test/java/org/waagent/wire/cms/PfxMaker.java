// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Makes PKCS#12 files as hosts of every age do, and broken ones. */
final class PfxMaker {
  private static final int ROUNDS = 100;
  private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};

  private final Scheme scheme;
  private final byte[] password;
  private final List<ASN1Encodable> bags = new ArrayList<>();

  PfxMaker(Scheme scheme, byte[] password) {
    this.scheme = scheme;
    this.password = password.clone();
  }

  /** How bags are encrypted. */
  enum Scheme {
    TRIPLE_DES("1.2.840.113549.1.12.1.3", "DESede", 192, null, ""),
    TWO_KEY_DES("1.2.840.113549.1.12.1.4", "DESede", 128, null, ""),
    RC2_128("1.2.840.113549.1.12.1.5", "RC2", 128, null, ""),
    RC2_40("1.2.840.113549.1.12.1.6", "RC2", 40, null, ""),
    AES_128_SHA_1("2.16.840.1.101.3.4.1.2", "AES", 128, new SHA1Digest(), "7"),
    AES_192_SHA_256("2.16.840.1.101.3.4.1.22", "AES", 192, new SHA256Digest(), "9"),
    AES_256_SHA_256("2.16.840.1.101.3.4.1.42", "AES", 256, new SHA256Digest(), "9"),
    AES_256_SHA_512("2.16.840.1.101.3.4.1.42", "AES", 256, new SHA512Digest(), "11"),
    MODERN_TRIPLE_DES("1.2.840.113549.3.7", "DESede", 192, new SHA1Digest(), "7");

    private final ASN1ObjectIdentifier id;
    private final String cipher;
    private final int bits;
    private final Digest digest;
    private final String function;

    Scheme(String id, String cipher, int bits, Digest digest, String function) {
      this.id = new ASN1ObjectIdentifier(id);
      this.cipher = cipher;
      this.bits = bits;
      this.digest = digest;
      this.function = function;
    }
  }

  private record Encrypted(AlgorithmIdentifier algorithm, byte[] content) {}

  PfxMaker certificate(byte[] der) {
    CertBag bag = new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(der));
    return bag(PKCSObjectIdentifiers.certBag, bag);
  }

  PfxMaker key(PrivateKey key) throws Exception {
    Encrypted bytes = encrypt(key.getEncoded());
    return bag(
        PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
        new EncryptedPrivateKeyInfo(bytes.algorithm, bytes.content));
  }

  PfxMaker brokenKey() {
    AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4"));
    return bag(
        PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
        new EncryptedPrivateKeyInfo(unknown, new byte[16]));
  }

  PfxMaker clearKey(PrivateKey key) {
    return bag(PKCSObjectIdentifiers.keyBag, PrivateKeyInfo.getInstance(key.getEncoded()));
  }

  PfxMaker bag(ASN1ObjectIdentifier id, ASN1Encodable value) {
    bags.add(new SafeBag(id, value.toASN1Primitive()));
    return this;
  }

  /** All bags nested in bags of bags. */
  PfxMaker nested(int times) {
    for (int i = 0; i < times; i++) {
      ASN1Encodable inner = sequence(bags);
      bags.clear();
      bag(PKCSObjectIdentifiers.safeContentsBag, inner);
    }
    return this;
  }

  /** In one encrypted safe and, if wanted, a sum nobody can compute. */
  byte[] make(boolean wrongSum) throws Exception {
    Encrypted safe = encrypt(sequence(bags).getEncoded("DER"));
    EncryptedData data =
        new EncryptedData(
            PKCSObjectIdentifiers.data, safe.algorithm, new DEROctetString(safe.content));
    ContentInfo rubbish = new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(SALT));
    DERSequence safes =
        new DERSequence(
            new ASN1Encodable[] {
              rubbish, new ContentInfo(PKCSObjectIdentifiers.encryptedData, data)
            });
    ContentInfo all =
        new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(safes.getEncoded("DER")));
    DigestInfo sum =
        new DigestInfo(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.3")),
            new byte[64]);
    MacData mac = wrongSum ? new MacData(sum, SALT, ROUNDS) : null;
    return new org.bouncycastle.asn1.pkcs.Pfx(all, mac).getEncoded("DER");
  }

  private static DERSequence sequence(List<ASN1Encodable> parts) {
    return new DERSequence(parts.toArray(new ASN1Encodable[0]));
  }

  private Encrypted encrypt(byte[] plain) throws Exception {
    return scheme.digest == null ? old(plain) : modern(plain);
  }

  private Encrypted old(byte[] plain) throws Exception {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
    generator.init(password, SALT, ROUNDS);
    ParametersWithIV derived =
        (ParametersWithIV) generator.generateDerivedParameters(scheme.bits, 64);
    byte[] key = ((KeyParameter) derived.getParameters()).getKey();
    AlgorithmParameterSpec parameters =
        scheme.cipher.equals("RC2")
            ? new RC2ParameterSpec(scheme.bits, derived.getIV())
            : new IvParameterSpec(derived.getIV());
    return new Encrypted(
        new AlgorithmIdentifier(scheme.id, new PKCS12PBEParams(SALT, ROUNDS)),
        run(key, parameters, plain));
  }

  private Encrypted modern(byte[] plain) throws Exception {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(scheme.digest);
    generator.init(password, SALT, ROUNDS);
    KeyParameter key = (KeyParameter) generator.generateDerivedMacParameters(scheme.bits);
    byte[] iv = new byte[scheme.cipher.equals("AES") ? 16 : 8];
    AlgorithmIdentifier function =
        new AlgorithmIdentifier(
            new ASN1ObjectIdentifier("1.2.840.113549.2." + scheme.function), DERNull.INSTANCE);
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, ROUNDS, function)),
            new EncryptionScheme(scheme.id, new DEROctetString(iv)));
    return new Encrypted(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters),
        run(key.getKey(), new IvParameterSpec(iv), plain));
  }

  private byte[] run(byte[] key, AlgorithmParameterSpec parameters, byte[] plain) throws Exception {
    byte[] full = key;
    if (scheme == Scheme.TWO_KEY_DES) {
      full = java.util.Arrays.copyOf(key, 24);
      System.arraycopy(key, 0, full, 16, 8);
    }
    Cipher cipher = Cipher.getInstance(scheme.cipher + "/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(full, scheme.cipher), parameters);
    return cipher.doFinal(plain);
  }
}
