// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** Whether keys belong together. */
final class KeyPairs {
  private static final byte[] PROBE = {1, 2, 3, 4};

  private KeyPairs() {}

  /** RSA keys that fit are made of the same numbers; others sign and verify, which takes longer. */
  static boolean fit(PrivateKey privateKey, PublicKey publicKey) {
    if (privateKey instanceof RSAPrivateCrtKey own && publicKey instanceof RSAPublicKey other) {
      return own.getModulus().equals(other.getModulus())
          && own.getPublicExponent().equals(other.getPublicExponent());
    }
    if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
      return false;
    }
    String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey);
      signer.update(PROBE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(PROBE);
      boolean fits = verifier.verify(signature);
      Arrays.fill(signature, (byte) 0);
      return fits;
    } catch (GeneralSecurityException e) {
      // Thrown, for example, where the two keys are of different curves or sizes.
      return false;
    }
  }
}
