// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTailTest {
  private static final String ALL = "0123456789abcdefghijklmnopqrstuvwxyz";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 36})
  void keepsBothEndsHoweverTheBytesCome(int step) {
    for (int length = 0; length <= ALL.length(); length++) {
      HeadTail kept = new HeadTail(4);
      for (int i = 0; i < length; i += step) {
        String part = ALL.substring(i, Math.min(i + step, length));
        kept.add(part.getBytes(UTF_8), part.length());
      }
      String expected =
          length <= 8
              ? ALL.substring(0, length)
              : "0123\n[... "
                  + (length - 8)
                  + " bytes left out ...]\n"
                  + ALL.substring(length - 4, length);
      assertThat(kept.text()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5_000_000_000L})
  void countsWhatWasSkipped(long skipped) {
    HeadTail kept = new HeadTail(4);
    kept.add("head".getBytes(UTF_8), 4);
    kept.skip(skipped);
    kept.add("tail".getBytes(UTF_8), 4);
    assertThat(kept.text()).isEqualTo("head\n[... " + skipped + " bytes left out ...]\ntail");
  }
}
