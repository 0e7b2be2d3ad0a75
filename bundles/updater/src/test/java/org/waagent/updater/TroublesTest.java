// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waagent.updater.partner.Quarantined;
import org.waagent.updater.partner.Refusal;

class TroublesTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

  private static State state(String trouble, State.Past... past) {
    return new State(
        "installed",
        "installed",
        Optional.empty(),
        Optional.empty(),
        trouble,
        List.of(new State.Installed("standard", "3.0.0", "agent")),
        Optional.empty(),
        List.of(past));
  }

  private static State.Past past(String what, Step step, String reason) {
    return new State.Past(
        what, Origin.COMMAND, what, "installed", "0000000000000001", THEN, step, reason);
  }

  @Test
  void whereAllIsWellThereAreNone() {
    State state = state("", past("b-2", Step.COMMIT, ""), past("a-1", Step.WATCH, "an old story"));

    assertThat(new Troubles(state, List.of(), List.of()).lines()).isEmpty();
  }

  @Test
  void eachKindIsTold() {
    State state = state("committed set is damaged", past("b-2", Step.WATCH, "check disk is worse"));
    Troubles troubles =
        new Troubles(
            state,
            List.of(new Quarantined("acme", "1.0", THEN, "it hangs")),
            List.of(new Refusal("motd", "read /etc/shadow", 3, THEN)));

    assertThat(troubles.lines())
        .containsExactly(
            "a set of bundles was passed over: committed set is damaged",
            "update b-2 is not healthy, 2026-01-02T03:04:05Z: check disk is worse",
            "feature acme 1.0 is stopped since 2026-01-02T03:04:05Z: it hangs",
            "feature motd may not read /etc/shadow: it does not declare so");
  }

  @Test
  void manyRefusalsDoNotFloodTheStatus() {
    List<Refusal> many =
        IntStream.range(0, 50).mapToObj(i -> new Refusal("motd", "run " + i, 1, THEN)).toList();

    assertThat(new Troubles(state(""), List.of(), many).lines())
        .hasSize(11)
        .last()
        .isEqualTo("50 refusals in all, see 'waagent features'");
  }
}
