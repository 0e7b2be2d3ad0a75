// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import org.junit.jupiter.api.Test;

/** What is read of JSON that anybody may have written. */
class StrictJsonTest {
  @Test
  void aFileOfVeryManyShortValuesIsRefusedBeforeItFillsTheMemory() {
    String text = "[" + "1,".repeat(2_000_000) + "1]";

    assertThatThrownBy(() -> StrictJson.read(text))
        .isInstanceOf(JsonParseException.class)
        .hasMessageContaining("values");
  }

  @Test
  void commasWithinTextsDoNotCount() {
    String text = "[\"\\\"" + ",[{".repeat(200_000) + "\"]";

    assertThat(StrictJson.read(text).getAsJsonArray()).hasSize(1);
  }
}
