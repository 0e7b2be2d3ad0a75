// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPairsTest {
  private static KeyPair pair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @CsvSource({"RSA,1024", "EC,256", "EC,384"})
  void onlyKeysThatWereMadeTogetherFit(String algorithm, int bits) throws Exception {
    KeyPair one = pair(algorithm, bits);
    KeyPair other = pair(algorithm, bits);

    assertThat(KeyPairs.fit(one.getPrivate(), one.getPublic())).isTrue();
    assertThat(KeyPairs.fit(one.getPrivate(), other.getPublic())).isFalse();
    assertThat(KeyPairs.fit(other.getPrivate(), one.getPublic())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"RSA,1024,EC,256", "EC,256,RSA,1024", "EC,256,EC,384", "RSA,1024,RSA,2048"})
  void keysOfDifferentKindsOrSizesDoNotFit(
      String algorithm, int bits, String otherAlgorithm, int otherBits) throws Exception {
    KeyPair one = pair(algorithm, bits);
    KeyPair other = pair(otherAlgorithm, otherBits);

    assertThat(KeyPairs.fit(one.getPrivate(), other.getPublic())).isFalse();
  }
}
