// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/** Whether keys belong together. */
final class KeyPairs {
  private static final byte[] PROBE = {1, 2, 3, 4};

  private KeyPairs() {}

  /** Signs with one and verifies with the other, which serves every kind of key. */
  static boolean fit(PrivateKey privateKey, PublicKey publicKey) {
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
      // Keys of different curves or sizes say it this way.
      return false;
    }
  }
}
