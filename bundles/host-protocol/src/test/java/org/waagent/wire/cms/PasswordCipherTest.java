// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Test;

class PasswordCipherTest {
  private static final int SALTS = 3000;

  private static AlgorithmIdentifier algorithm(byte[] salt) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, new PKCS12PBEParams(salt, 1));
  }

  private static byte[] encrypt(byte[] password, byte[] salt, byte[] plain)
      throws GeneralSecurityException {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
    generator.init(password, salt, 1);
    ParametersWithIV derived = (ParametersWithIV) generator.generateDerivedParameters(192, 64);
    byte[] key = ((KeyParameter) derived.getParameters()).getKey();
    Cipher cipher = Cipher.getInstance("DESede/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key, "DESede"),
        new IvParameterSpec(derived.getIV()));
    return cipher.doFinal(plain);
  }

  /** Of so many salts, a dozen make the wrong form of the password end in a good padding. */
  @Test
  void aPaddingThatIsGoodByChanceIsNotTakenForTheContent() throws Exception {
    ASN1EncodableVector numbers = new ASN1EncodableVector();
    numbers.add(new ASN1Integer(4711));
    byte[] plain = new DERSequence(numbers).getEncoded("DER");
    for (byte[] password : new byte[][] {new byte[0], new byte[2]}) {
      for (int i = 0; i < SALTS; i++) {
        byte[] salt = ByteBuffer.allocate(8).putInt(i).array();
        byte[] content = encrypt(password, salt, plain);
        assertThat(PasswordCipher.decrypt(algorithm(salt), content)).isEqualTo(plain);
      }
    }
  }

  @Test
  void whatNoPasswordOpensIsRefused() throws Exception {
    byte[] content = encrypt(new byte[] {0, 'x', 0, 0}, new byte[8], new byte[] {1, 2, 3});
    assertThatThrownBy(() -> PasswordCipher.decrypt(algorithm(new byte[8]), content))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
