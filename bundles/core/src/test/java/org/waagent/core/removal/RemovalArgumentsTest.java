// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.core.removal.RemovalArguments.Option;

/** What stands behind the word. */
class RemovalArgumentsTest {
  @ParameterizedTest
  @ValueSource(strings = {"force", "-force", "--force", "/force", "-/force"})
  void takesAnyPrefix(String word) {
    assertThat(RemovalArguments.parse(List.of(word)).options()).containsExactly(Option.FORCE);
  }

  @Test
  void collectsWhatIsToBeKept() {
    RemovalArguments arguments =
        RemovalArguments.parse(List.of("--keep", "/a", "-deep", "--keep=/b=c"));
    assertThat(arguments.keep()).containsExactly("/a", "/b=c");
    assertThat(arguments.has(Option.DEEP)).isTrue();
    assertThat(arguments.has(Option.FORCE)).isFalse();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> RemovalArguments.parse(List.of("-forced")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forced");
    assertThatThrownBy(() -> RemovalArguments.parse(List.of("--json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--dry-run");
  }
}
