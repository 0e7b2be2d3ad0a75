// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A machine gets all that is shipped, not only what its system has otherwise. */
class ShippedConfigurationTest {
  private static final Path SHIPPED = Path.of("../../config");

  @Test
  void whatASystemHasOtherwiseStandsInThePlaceOfTheRest() {
    String general = "# a file\nA.One=1\n\n# Two.\n# A.Two=2\nA.TwoMore=2\n";
    String own = "# licence\n# header\nA.One=x=y\n# why two\nA.Two=z\nB.New=n\n";

    assertThat(ShippedConfiguration.of(general, own))
        .isEqualTo("# a file\nA.One=x=y\n\n# Two.\n# why two\nA.Two=z\nA.TwoMore=2\nB.New=n\n");
  }

  static List<Path> systems() throws IOException {
    try (Stream<Path> all = Files.list(SHIPPED.resolve("distros"))) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void saysEveryKeyOnceAndAllOfBothFiles(Path system) throws IOException {
    String general = Files.readString(SHIPPED.resolve("waagent.conf"));
    String own = Files.readString(system);

    List<String> keys = keys(ShippedConfiguration.of(general, own));

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keys).containsAll(keys(general)).containsAll(keys(own));
    assertThat(ShippedConfiguration.of(general, own).lines()).containsAll(lines(own));
  }

  private static List<String> keys(String text) {
    return lines(text).stream().map(line -> line.substring(0, line.indexOf('='))).toList();
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.startsWith("#") && line.indexOf('=') > 0).toList();
  }
}
