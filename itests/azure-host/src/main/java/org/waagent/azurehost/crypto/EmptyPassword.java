// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.io.MacOutputStream;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OutputEncryptor;

/**
 * The empty password of PKCS #12 key derivation. Some writers derive from no bytes at all, others
 * from the two zero bytes that end every BMP string (RFC 7292, appendix B.1); readers have to try
 * both, so a fake host has to be able to write both.
 */
record EmptyPassword(byte[] bytes, int rounds) {
  private static final int SALT_BYTES = 20;
  private static final int RC2_BITS = 40;

  static EmptyPassword of(boolean terminated, int rounds) {
    return new EmptyPassword(new byte[terminated ? 2 : 0], rounds);
  }

  /** pbeWithSHAAnd3-KeyTripleDES-CBC. */
  OutputEncryptor tripleDes() {
    byte[] salt = salt();
    ParametersWithIV derived = derived(salt, 192);
    return new Encryptor(
        id(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, salt),
        "DESede",
        key(derived),
        new IvParameterSpec(derived.getIV()));
  }

  /** pbeWithSHAAnd40BitRC2-CBC. */
  OutputEncryptor rc2() {
    byte[] salt = salt();
    ParametersWithIV derived = derived(salt, RC2_BITS);
    return new Encryptor(
        id(PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, salt),
        "RC2",
        key(derived),
        new RC2ParameterSpec(RC2_BITS, derived.getIV()));
  }

  private ParametersWithIV derived(byte[] salt, int bits) {
    return (ParametersWithIV) generator(new SHA1Digest(), salt).generateDerivedParameters(bits, 64);
  }

  private AlgorithmIdentifier id(ASN1ObjectIdentifier algorithm, byte[] salt) {
    return new AlgorithmIdentifier(algorithm, new PKCS12PBEParams(salt, rounds));
  }

  private static byte[] key(ParametersWithIV derived) {
    return ((KeyParameter) derived.getParameters()).getKey();
  }

  /** The MAC over the whole file, with that digest. */
  MacCalculator mac(ExtendedDigest digest, AlgorithmIdentifier digestId) {
    byte[] salt = salt();
    CipherParameters key =
        generator(digest, salt).generateDerivedMacParameters(digest.getDigestSize() * 8);
    HMac mac = new HMac(digest);
    mac.init(key);
    AlgorithmIdentifier id =
        new AlgorithmIdentifier(digestId.getAlgorithm(), new PKCS12PBEParams(salt, rounds));
    return new Mac(id, ((KeyParameter) key).getKey(), mac);
  }

  private PKCS12ParametersGenerator generator(ExtendedDigest digest, byte[] salt) {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
    generator.init(bytes, salt, rounds);
    return generator;
  }

  private static byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return salt;
  }

  private record Encryptor(
      AlgorithmIdentifier id, String cipher, byte[] key, AlgorithmParameterSpec parameters)
      implements OutputEncryptor {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return id;
    }

    @Override
    public OutputStream getOutputStream(OutputStream to) {
      try {
        Cipher with = Cipher.getInstance(cipher + "/CBC/PKCS5Padding");
        with.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, cipher), parameters);
        return new CipherOutputStream(to, with);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no " + cipher, e);
      }
    }

    @Override
    public GenericKey getKey() {
      return new GenericKey(id, key);
    }
  }

  private record Mac(AlgorithmIdentifier id, byte[] key, HMac mac) implements MacCalculator {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return id;
    }

    @Override
    public OutputStream getOutputStream() {
      return new MacOutputStream(mac);
    }

    @Override
    public byte[] getMac() {
      byte[] result = new byte[mac.getMacSize()];
      mac.doFinal(result, 0);
      return result;
    }

    @Override
    public GenericKey getKey() {
      return new GenericKey(id, key);
    }
  }
}
