// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfManualTest {
  private static final Path CONFIGURATION = Path.of("../../config/waagent.conf");
  private static final Path KEYS =
      Path.of("../../bundles/config/src/main/resources/org/waagent/config/known-keys");

  @Test
  void tellsOfEachKeyWhatItIsForAndItsValue() {
    List<String> page =
        ConfManual.page(
            List.of(
                "# --- Log ---------",
                "",
                "# .Tell more,",
                "# with stack-traces.",
                "# Logs.Verbose=n",
                "Logs.Console=y # until then"),
            List.of("# key type owner", "Logs.Console B core", "Home.Dir S os use OS.HomeDir"));
    assertThat(String.join("\n", page))
        .contains(
            ".SH Log\n.TP\n.B Logs.Verbose\n\\&.Tell more,\nwith stack\\-traces.\nDefault: n.\n"
                + ".TP\n.B Logs.Console\nShipped: y.\n.SH FURTHER KEYS\n.TP\n.B Home.Dir\n"
                + "of the bundle os: use OS.HomeDir.\n");
  }

  @Test
  void hasEveryKeyThereIs() throws IOException {
    List<String> known = Files.readAllLines(KEYS);
    List<String> page = ConfManual.page(Files.readAllLines(CONFIGURATION), known);
    for (String line : known) {
      if (!line.startsWith("#") && !line.isEmpty()) {
        assertThat(page).containsOnlyOnce(".B " + line.substring(0, line.indexOf(' ')));
      }
    }
  }
}
