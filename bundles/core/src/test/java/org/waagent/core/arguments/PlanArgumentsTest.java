// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands behind the word. */
class PlanArgumentsTest {
  private static final Set<Option> ALL = EnumSet.allOf(Option.class);

  @ParameterizedTest
  @ValueSource(strings = {"force", "-force", "--force", "/force", "-/force"})
  void takesAnyPrefix(String word) {
    assertThat(PlanArguments.parse(List.of(word), ALL).options()).containsExactly(Option.FORCE);
  }

  @Test
  void collectsWhatIsToBeKept() {
    PlanArguments arguments =
        PlanArguments.parse(List.of("--keep", "/a", "-deep", "--keep=/b=c", "-keep"), ALL);
    assertThat(arguments.keep()).containsExactly("/a", "/b=c", "");
    assertThat(arguments.has(Option.DEEP)).isTrue();
    assertThat(arguments.has(Option.FORCE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-forced", "--dry-run=y", "keeper=/a", "-"})
  void refusesWhatItDoesNotKnow(String word) {
    assertThatThrownBy(() -> PlanArguments.parse(List.of(word), ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown word: " + word.replaceFirst("^-+", ""));
  }

  @Test
  void refusesWhatTheVerbDoesNotTake() {
    Set<Option> some = EnumSet.of(Option.DRY_RUN, Option.JSON);
    assertThat(PlanArguments.parse(List.of("-json", "/dry-run"), some).options()).isEqualTo(some);
    assertThatThrownBy(() -> PlanArguments.parse(List.of("--keep=/a"), some))
        .hasMessage("unknown word: keep=/a");
  }

  @Test
  void aDocumentIsOfWhatIsShown() {
    assertThatThrownBy(() -> PlanArguments.parse(List.of("--json"), ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--dry-run");
  }
}
