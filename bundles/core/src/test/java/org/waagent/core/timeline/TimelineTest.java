// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.machine.ManualClock;

class TimelineTest {
  private final ManualClock clock = new ManualClock();
  private Duration waited = Duration.ZERO;

  private Timeline timeline(Phases phases) {
    return new Timeline(clock, phases, () -> waited);
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }

  @Test
  void countsFromTheStartOfTheProcessAndNotFromThatOfTheCore() {
    Phases phases =
        new Phases(
            () ->
                List.of(
                    "java\t1000000\t51000000\tdone",
                    "acme\t61000000\t71000000\tfailed",
                    "what is this"),
            () -> 301_000_000);
    Timeline timeline = timeline(phases);
    Timeline.Open open = timeline.begin("kernel", "set it");
    clock.advance(millis(20));
    open.end(Result.DONE);
    assertThat(timeline.spans())
        .extracting(Span::toString)
        .containsExactly("start: java done", "bundle: acme failed", "kernel: set it done");
    assertThat(timeline.spans().get(1).begin()).isEqualTo(millis(60));
    assertThat(timeline.spans().get(2).begin()).isEqualTo(millis(300));
    assertThat(timeline.spans().get(2).end()).hasValue(millis(320));
  }

  @Test
  void tellsWhatProgramsTookOfASpanWhereThatIsKnown() throws Exception {
    Timeline timeline = timeline(Phases.unknown());
    Timeline.Open here = timeline.begin("kernel", "here");
    Timeline.Open elsewhere = timeline.begin("kernel", "elsewhere");
    waited = waited.plusMillis(40);
    here.end(Result.DONE);
    Thread other = new Thread(() -> elsewhere.end(Result.DONE));
    other.start();
    other.join();
    assertThat(timeline.spans().get(0).programs()).hasValue(millis(40));
    assertThat(timeline.spans().get(1).programs()).isEmpty();
  }

  @Test
  void showsWhatRunsAndForgetsWhatWasNotWorthTelling() {
    Timeline timeline = timeline(Phases.unknown());
    timeline.begin("kernel", "goes on");
    timeline.begin("kernel", "nothing").forget();
    timeline.leftOut("kernel", "needs more");
    assertThat(timeline.spans())
        .extracting(Span::toString)
        .containsExactlyInAnyOrder("kernel: goes on running", "kernel: needs more left out");
  }

  @Test
  void keepsTheFirstAndTheLastAndCountsTheRest() {
    Timeline timeline = timeline(Phases.unknown());
    for (int i = 0; i < 10_000; i++) {
      timeline.begin("kernel", "change " + i).end(Result.DONE);
      clock.advance(millis(1));
    }
    List<Span> spans = timeline.spans();
    assertThat(spans).hasSize(Timeline.FIRST + Timeline.LAST);
    assertThat(spans.get(0).name()).isEqualTo("change 0");
    assertThat(spans.get(spans.size() - 1).name()).isEqualTo("change 9999");
    assertThat(timeline.dropped()).isEqualTo(10_000 - Timeline.FIRST - Timeline.LAST);
  }

  @Test
  void keepsSecretsOutAndNamesShort() {
    Timeline timeline = timeline(Phases.unknown());
    timeline.leftOut("handlers", "get https://a.blob.core.windows.net/x?sv=1&sig=c2VjcmV0");
    timeline.leftOut("handlers", "x".repeat(5000));
    assertThat(timeline.spans().get(0).name()).doesNotContain("c2VjcmV0");
    assertThat(timeline.spans().get(1).name()).hasSize(200).endsWith("…");
  }
}
