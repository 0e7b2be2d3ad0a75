// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.OutputEncryptor;

/**
 * PBES2 with PBKDF2 (HMAC-SHA-256) and AES-256-CBC for an empty password, which the ready-made
 * builders refuse.
 */
final class Pbes2 implements OutputEncryptor {
  private static final int KEY_BYTES = 32;

  private final byte[] salt = random(16);
  private final byte[] iv = random(16);
  private final int rounds;
  private final SecretKeySpec key;

  Pbes2(int rounds) {
    this.rounds = rounds;
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
    generator.init(new byte[0], salt, rounds);
    KeyParameter derived = (KeyParameter) generator.generateDerivedParameters(KEY_BYTES * 8);
    this.key = new SecretKeySpec(derived.getKey(), "AES");
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    AlgorithmIdentifier prf =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, rounds, KEY_BYTES, prf)),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters);
  }

  @Override
  public OutputStream getOutputStream(OutputStream to) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      return new CipherOutputStream(to, cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES", e);
    }
  }

  @Override
  public GenericKey getKey() {
    return new GenericKey(getAlgorithmIdentifier(), key.getEncoded());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
