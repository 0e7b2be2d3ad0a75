// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Decrypts what is encrypted with the empty password: the old schemes of PKCS#12 and PBES2. The
 * keys are derived with Bouncy Castle, because the Java platform refuses empty passwords.
 */
final class PasswordCipher {
  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final int MOST_ITERATIONS = 2_000_000;

  /** The empty password in PKCS#12: as a text with its final zero, and as nothing at all. */
  private static final List<byte[]> EMPTY = List.of(new byte[2], new byte[0]);

  private PasswordCipher() {}

  static byte[] decrypt(AlgorithmIdentifier algorithm, byte[] content)
      throws GeneralSecurityException {
    if (PBES2.equals(algorithm.getAlgorithm().getId())) {
      return modern(PBES2Parameters.getInstance(algorithm.getParameters()), content);
    }
    GeneralSecurityException last = null;
    for (byte[] password : EMPTY) {
      try {
        byte[] plain = old(algorithm, password, content);
        if (isSequence(plain)) {
          return plain;
        }
        last = new GeneralSecurityException("what was decrypted is no ASN.1 sequence");
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  /**
   * One wrong key in 256 leaves bytes that end like a good padding, so the padding proves nothing.
   */
  private static boolean isSequence(byte[] plain) {
    try {
      return Der.read("a part", plain) instanceof ASN1Sequence;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static byte[] old(AlgorithmIdentifier algorithm, byte[] password, byte[] content)
      throws GeneralSecurityException {
    PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(algorithm.getParameters());
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
    generator.init(
        password, parameters.getIV(), iterations(parameters.getIterations().intValueExact()));
    return switch (algorithm.getAlgorithm().getId()) {
      case "1.2.840.113549.1.12.1.3" -> triple(generator, 192, content);
      case "1.2.840.113549.1.12.1.4" -> triple(generator, 128, content);
      case "1.2.840.113549.1.12.1.5" -> rc2(generator, 128, content);
      case "1.2.840.113549.1.12.1.6" -> rc2(generator, 40, content);
      default ->
          throw new GeneralSecurityException(
              "unknown password encryption " + algorithm.getAlgorithm());
    };
  }

  private static byte[] triple(PKCS12ParametersGenerator generator, int bits, byte[] content)
      throws GeneralSecurityException {
    ParametersWithIV derived = (ParametersWithIV) generator.generateDerivedParameters(bits, 64);
    byte[] key = ((KeyParameter) derived.getParameters()).getKey();
    if (key.length == 16) {
      byte[] longer = new byte[24];
      System.arraycopy(key, 0, longer, 0, 16);
      System.arraycopy(key, 0, longer, 16, 8);
      key = longer;
    }
    return run("DESede", key, new IvParameterSpec(derived.getIV()), content);
  }

  private static byte[] rc2(PKCS12ParametersGenerator generator, int bits, byte[] content)
      throws GeneralSecurityException {
    ParametersWithIV derived = (ParametersWithIV) generator.generateDerivedParameters(bits, 64);
    byte[] key = ((KeyParameter) derived.getParameters()).getKey();
    return run("RC2", key, new RC2ParameterSpec(bits, derived.getIV()), content);
  }

  private static byte[] modern(PBES2Parameters parameters, byte[] content)
      throws GeneralSecurityException {
    AlgorithmIdentifier scheme = AlgorithmIdentifier.getInstance(parameters.getEncryptionScheme());
    Algorithms.Block block = Algorithms.block(scheme.getAlgorithm());
    PBKDF2Params derivation =
        PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
    PKCS5S2ParametersGenerator generator =
        new PKCS5S2ParametersGenerator(digest(derivation.getPrf()));
    generator.init(
        new byte[0],
        derivation.getSalt(),
        iterations(derivation.getIterationCount().intValueExact()));
    KeyParameter key = (KeyParameter) generator.generateDerivedMacParameters(block.keyBytes() * 8);
    byte[] iv = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
    return run(block.cipher(), key.getKey(), new IvParameterSpec(iv), content);
  }

  private static int iterations(int count) throws GeneralSecurityException {
    if (count < 1 || count > MOST_ITERATIONS) {
      throw new GeneralSecurityException("not a count of iterations: " + count);
    }
    return count;
  }

  private static Digest digest(AlgorithmIdentifier function) throws GeneralSecurityException {
    return switch (function.getAlgorithm().getId()) {
      case "1.2.840.113549.2.7" -> new SHA1Digest();
      case "1.2.840.113549.2.8" -> new SHA224Digest();
      case "1.2.840.113549.2.9" -> new SHA256Digest();
      case "1.2.840.113549.2.10" -> new SHA384Digest();
      case "1.2.840.113549.2.11" -> new SHA512Digest();
      default -> throw new GeneralSecurityException("unknown function " + function.getAlgorithm());
    };
  }

  private static byte[] run(
      String cipher, byte[] key, AlgorithmParameterSpec parameters, byte[] content)
      throws GeneralSecurityException {
    Cipher decryption = Cipher.getInstance(cipher + "/CBC/PKCS5Padding");
    decryption.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, cipher), parameters);
    return decryption.doFinal(content);
  }
}
