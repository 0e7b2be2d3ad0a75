// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.machine.TestLog;
import org.waagent.plugin.Status;

class ConvergenceTest {
  private final TestLog log = new TestLog();
  private final List<String> first = new ArrayList<>();
  private final Convergence convergence = new Convergence(log.logger(), first::add);

  @Test
  void isReachedWhenAllIsDoneAndEveryStateIsTerminal() {
    convergence.begin("incarnation_1");
    convergence.look(false, List.of(status("b", "Ready"), status("a", "Installing")));
    convergence.look(true, List.of(status("b", "Ready"), status("a", "Installing")));
    assertThat(convergence.isConverged()).isFalse();
    convergence.look(true, List.of(status("b", "Ready"), status("a", "NotReady")));
    assertThat(convergence.isConverged()).isTrue();
    assertThat(first).containsExactly("[('a', 'NotReady'), ('b', 'Ready')]");
    assertThat(log.lines())
        .containsExactly(
            "INFO Extension status: [('a', 'Installing'), ('b', 'Ready')]",
            "INFO Extension status: [('a', 'NotReady'), ('b', 'Ready')]",
            "INFO All extensions in the goal state have reached a terminal state:"
                + " [('a', 'NotReady'), ('b', 'Ready')]");
  }

  @Test
  void isNotReachedBeforeThePluginsDidTheirPart() {
    convergence.begin("incarnation_1");
    convergence.look(false, List.of());
    assertThat(convergence.isConverged()).isFalse();
    convergence.look(true, List.of());
    assertThat(convergence.isConverged()).isTrue();
  }

  @Test
  void aNewerGoalStateBeforeTheEndIsWarnedOfAndEndsTheFirst() {
    convergence.begin("incarnation_1");
    convergence.look(false, List.of(status("a", "Installing")));
    convergence.begin("incarnation_2");
    assertThat(convergence.isPastFirst()).isTrue();
    assertThat(log.lines()).last().asString().startsWith("WARN A new goal state was received");
    assertThat(first).containsExactly("[('a', 'Installing')]");
  }

  @Test
  void theSameGoalStateIsNoNews() {
    convergence.begin("incarnation_1");
    convergence.look(true, List.of());
    convergence.begin("incarnation_1");
    assertThat(convergence.isConverged()).isTrue();
  }

  private static Status status(String name, String state) {
    return new Status(name, "1.0.0", state, 0, Optional.empty(), Optional.empty());
  }
}
