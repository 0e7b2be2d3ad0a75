// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files stay. */
class KeepTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b, true",
    "/a/b, /a/b/c/d, true",
    "/a/b, /a, false",
    "/a/b, /a/bc, false",
    "/a/*.log, /a/x.log, true",
    "/a/*.log, /a/b/x.log, false",
    "/a/**.log, /a/b/x.log, true",
    "/a/*/c, /a/b/c, true",
    "/a/?, /a/b, true",
    "/a/?, /a/bb, false",
    "/a/(b), /a/(b), true",
    "/a/.b, /a/xb, false"
  })
  void matchesPathsAndWhatIsBelow(String glob, Path path, boolean kept) {
    assertThat(Keep.of(List.of(glob)).test(path)).isEqualTo(kept);
  }

  @Test
  void keepsNothingByItself() {
    assertThat(Keep.of(Keep.list("")).test(Path.of("/a"))).isFalse();
  }

  @Test
  void readsAListWithCommas() {
    assertThat(Keep.list(" /a/b , ,/c,")).containsExactly("/a/b", "/c");
  }

  @Test
  void refusesWhatDoesNotBeginAtTheRoot() {
    assertThatThrownBy(() -> Keep.of(List.of("var/lib")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("var/lib");
  }
}
