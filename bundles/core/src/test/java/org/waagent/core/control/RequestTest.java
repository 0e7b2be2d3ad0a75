// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestTest {
  @Test
  void readsWordsUntilTheEmptyOne() throws Exception {
    assertThat(read("status\0--json\0für\0\0rest").words())
        .containsExactly("status", "--json", "für");
    assertThat(read("\0").words()).isEmpty();
  }

  @Test
  void refusesARequestThatIsCutOff() {
    assertThatThrownBy(() -> read("status\0--js"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void refusesARequestThatIsTooLong() {
    assertThatThrownBy(() -> read("x".repeat(Request.MOST + 1) + "\0\0"))
        .isInstanceOf(Request.Refused.class);
  }

  private static Request read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Request.read(Channels.newChannel(new ByteArrayInputStream(bytes)));
  }
}
