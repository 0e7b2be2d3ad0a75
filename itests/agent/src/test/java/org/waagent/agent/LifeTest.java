// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Life} and {@link Five} notice what must not be. */
final class LifeTest {
  @Test
  void acceptsALifeThatGoesOnWhereItWas() {
    assertThat(
            problems(
                "publish",
                "install begin",
                "kill",
                "install end",
                "enable begin",
                "kill",
                "enable end",
                "want install",
                "want enable",
                "kill",
                "enable begin",
                "enable end",
                "want enable"))
        .isEmpty();
  }

  @Test
  void noticesACommandThatIsRunAgain() {
    assertThat(problems("install begin", "install end", "kill", "install begin", "install end"))
        .singleElement()
        .asString()
        .startsWith("install ran again");
    assertThat(problems("enable begin", "enable end", "enable begin", "enable end"))
        .singleElement()
        .asString()
        .startsWith("enable ran twice for one start");
  }

  @Test
  void noticesTwoAtATimeAndAnEndWithoutABegin() {
    assertThat(problems("install begin", "kill", "enable begin", "enable end", "install end"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("enable began while install ran");
    assertThat(problems("enable begin", "cut", "enable end")).hasSize(1);
  }

  @Test
  void noticesWhatWasNotRunForThisStart() {
    assertThat(problems("enable begin", "enable end", "kill", "want enable"))
        .singleElement()
        .asString()
        .startsWith("enable was not run");
    assertThat(problems("failing install", "install begin", "install end", "kill", "want install"))
        .hasSize(1);
    assertThat(problems("enable begin", "cut", "want enable")).hasSize(1);
  }

  @Test
  void fiveTellsWhoCameTooEarlyAndWhatDidNotEndInTheBackground() {
    List<String> life =
        List.of(
            "Test.Level 1.0.0 install - begin",
            "Test.Level 1.0.0 install - end",
            "Test.Plain 1.0.0 enable - begin",
            "Test.Plain 1.0.0 enable - end",
            "Test.Plain 2.0.0 enable - begin",
            "Test.Plain 2.0.0 enable - end",
            "Test.Level 2.0.0 update - begin",
            "Test.Level 2.0.0 update - end",
            "Test.Many 2.0.0 uninstall one begin",
            "Test.Many 2.0.0 uninstall one end",
            "Test.Many 2.0.0 uninstall two begin",
            "Test.Many 2.0.0 uninstall two end",
            "work begin 0");

    assertThat(Five.problems(life))
        .hasSize(3)
        .anyMatch(problem -> problem.startsWith("2.0.0 uninstall ran again"))
        .anyMatch(problem -> problem.contains("does not come after"))
        .anyMatch(problem -> problem.startsWith("1 began to work in the background"));
  }

  private static List<String> problems(String... lines) {
    return Life.problems(List.of(lines));
  }
}
