// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DigestsTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> Digests.parse(text.getBytes(UTF_8)))
        .isInstanceOf(BadArchive.class)
        .hasMessageContaining(why);
  }

  @Test
  void thereIsOneTextForOneContent() throws Exception {
    String text = A + "  bundles/x.jar\n" + B + "  feature.json\n";
    assertThat(Digests.parse(text.getBytes(UTF_8)).byEntry())
        .containsEntry("bundles/x.jar", A)
        .containsEntry("feature.json", B);

    refused(B + "  feature.json\n" + A + "  bundles/x.jar\n", "line 2 is not in order");
    refused(A + "  x\n" + A + "  x\n", "line 2 is not in order");
    refused(A + " x\n", "line 1 is no digest");
    refused(A.toUpperCase() + "  x\n", "line 1 is no digest");
    refused(A.substring(1) + "  x\n", "line 1 is no digest");
    refused(A + "  x", "lines do not end");
    refused(A + "  x\r\n", "lines do not end");
    refused(A + "  x\n\n", "line 2 is no digest");
  }
}
