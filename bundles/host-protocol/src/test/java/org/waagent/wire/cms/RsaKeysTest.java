// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waagent.machine.ScriptedShell;
import org.waagent.os.Output;
import org.waagent.os.Result;

/** Keys are made by openssl where it works, and in any case. */
class RsaKeysTest {
  private static String key(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return text(generator.generateKeyPair());
  }

  private static String text(KeyPair pair) {
    return new String(Pem.encode(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()));
  }

  private static void works(KeyPair made) {
    assertThat(((RSAPublicKey) made.getPublic()).getModulus().bitLength()).isEqualTo(2048);
    assertThat(KeyPairs.fit(made.getPrivate(), made.getPublic())).isTrue();
  }

  @Test
  void takesWhatOpensslMade() throws Exception {
    String key = key(2048);
    ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine(key), "openssl");

    KeyPair made = new RsaKeys(shell).make();

    works(made);
    assertThat(text(made)).isEqualTo(key);
    assertThat(shell.ran())
        .isEqualTo(
            List.of("/usr/sbin/openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"));
  }

  static Stream<Result> uselessAnswers() throws Exception {
    return Stream.of(
        ScriptedShell.failed(1, "no such algorithm"),
        ScriptedShell.fine(""),
        ScriptedShell.fine("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
        ScriptedShell.fine("-----BEGIN PRIVATE KEY-----\nMIIE"),
        ScriptedShell.fine(key(1024)),
        new Result.TimedOut(Duration.ofSeconds(10), Output.NONE),
        new Result.NotStarted("no room for another process"));
  }

  @ParameterizedTest
  @MethodSource("uselessAnswers")
  void makesThemItselfWhereOpensslIsOfNoUse(Result answer) throws Exception {
    works(new RsaKeys(new ScriptedShell(line -> answer, "openssl")).make());
  }

  @Test
  void needsNoOpenssl() throws Exception {
    ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.failed(127, "not there"));

    works(new RsaKeys(shell).make());

    assertThat(shell.ran()).isEmpty();
  }
}
