// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;

class ChoiceTest {
  private static final Optional<ExtensionsGoalState> NONE = Optional.empty();

  private static Optional<ExtensionsGoalState> state(String id, Source source, int second) {
    return Optional.of(
        new ExtensionsGoalState(
            id,
            source,
            Instant.ofEpochSecond(second),
            "1",
            "",
            "",
            Optional.empty(),
            List.of(),
            false,
            List.of(),
            List.of(),
            false));
  }

  /** A rotated certificate raises the incarnation; neither document is new. */
  @Test
  @Tag("D6")
  void theFastTrackStaysInForceWhenOnlyTheIncarnationRises() {
    var fabric = state("incarnation_4", Source.FABRIC, 10);
    var fastTrack = state("etag_1", Source.FAST_TRACK, 20);
    assertThat(Choice.of(fabric, fastTrack, false, fastTrack)).isEqualTo(fastTrack);
  }

  @Test
  void theFabricStaysInForceWhenOnlyTheIncarnationRises() {
    var fabric = state("incarnation_4", Source.FABRIC, 20);
    var fastTrack = state("etag_1", Source.FAST_TRACK, 10);
    var current = state("incarnation_3", Source.FABRIC, 20);
    assertThat(Choice.of(fabric, fastTrack, false, current)).isEqualTo(fabric);
  }

  @Test
  @Tag("D5")
  void theFabricWinsATie() {
    var fabric = state("incarnation_2", Source.FABRIC, 10);
    var fastTrack = state("etag_1", Source.FAST_TRACK, 10);
    assertThat(Choice.of(fabric, fastTrack, true, NONE)).isEqualTo(fabric);
  }

  @Test
  void anOlderCandidateReplacesNothing() {
    var old = state("etag_2", Source.FAST_TRACK, 5);
    var current = state("incarnation_1", Source.FABRIC, 10);
    assertThat(Choice.of(NONE, old, true, current)).isEqualTo(current);
    assertThat(Choice.of(NONE, old, false, NONE)).isEmpty();
  }
}
