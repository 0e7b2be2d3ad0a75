// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemeTest {
  private static final String PERL = "/usr/bin/perl";

  @ParameterizedTest
  @Tag("S64")
  @CsvSource({
    "6, abcdefghij,"
        + " $6$abcdefghij$EZX/rThCaMeNl1ueoWZ6zjQvlfhIQl8NOpHAnatWORDHkq/HHKk0lvqh9.0moBIndhCCpUEjdPKhGFh9Dj7td/",
    "5, abcdefghij, $5$abcdefghij$TAu.u4DWrK9KBKYmWg1Y.TtQ90cX0i4DRbq0/UfBje.",
    "1, abcdefgh, $1$abcdefgh$eM/aoiszMiOVsp5uZio3M0"
  })
  void hashesAsTheSystemsLibraryDoes(String id, String salt, String hash) {
    assertThat(Scheme.of(id).orElseThrow().hash("Passw0rd!".getBytes(UTF_8), salt)).isEqualTo(hash);
  }

  @ParameterizedTest
  @Tag("S65")
  @CsvSource({"6, 10, 10", "6, 99, 16", "6, 0, 1", "5, 20, 16", "1, 10, 8", "2a, 4, 16"})
  void takesAsLongASaltAsTheSchemeCan(String id, int wanted, int length) {
    assertThat(Scheme.of(id).orElseThrow().salt(wanted, new SecureRandom()))
        .hasSize(length)
        .matches("[A-Za-z0-9]+");
  }

  @Test
  void neverTakesTheSameSalt() {
    Scheme scheme = Scheme.of("6").orElseThrow();

    assertThat(scheme.salt(10, new SecureRandom()))
        .isNotEqualTo(scheme.salt(10, new SecureRandom()));
  }

  @Test
  @Tag("S64")
  void makesBlowfishHashesThatCanBeUsed() {
    Scheme scheme = Scheme.of("2a").orElseThrow();

    assertThat(scheme.hash("x".getBytes(UTF_8), scheme.salt(10, new SecureRandom())))
        .matches("\\$2b\\$10\\$[./A-Za-z0-9]{53}");
  }

  @Test
  void knowsNoOtherScheme() {
    assertThat(Scheme.of("7")).isEmpty();
    assertThat(Scheme.of("")).isEmpty();
  }

  static List<String> passwords() {
    return List.of(
        "Passw0rd!",
        "caf\u00e9",
        "\uc548\ub155 \uc138\uc0c1",
        "\ud83c\udf54",
        "a:b'c\"d\\e $x",
        "x".repeat(100));
  }

  /** Whatever library logs users in on this machine has to take what is set. */
  @ParameterizedTest
  @MethodSource("passwords")
  void isTakenByTheSystemsOwnLibrary(String password) throws Exception {
    assumeThat(Path.of(PERL)).exists();
    for (String id : new String[] {"1", "2a", "5", "6"}) {
      Scheme scheme = Scheme.of(id).orElseThrow();
      String hash = scheme.hash(password.getBytes(UTF_8), scheme.salt(10, new SecureRandom()));

      assertThat(crypt(password, hash)).as(id).isEqualTo(hash);
    }
  }

  private static String crypt(String password, String hash)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("crypt", ".pl");
    try {
      Files.writeString(
          script, "local $/; my ($p, $h) = split /\\0/, <STDIN>; print crypt($p, $h);");
      Process perl = new ProcessBuilder(PERL, script.toString()).start();
      perl.getOutputStream().write((password + "\0" + hash).getBytes(UTF_8));
      perl.getOutputStream().close();
      String out = new String(perl.getInputStream().readAllBytes(), UTF_8);
      assertThat(perl.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return out;
    } finally {
      Files.delete(script);
    }
  }
}
