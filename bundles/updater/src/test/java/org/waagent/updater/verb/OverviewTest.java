// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.plugin.Check;
import org.waagent.updater.Step;
import org.waagent.updater.partner.Quarantined;
import org.waagent.updater.partner.Refusal;
import org.waagent.updater.pin.Pins;

/** What {@code waagent features} and the doctor tell. */
final class OverviewTest {
  private static final Quarantined ACME =
      new Quarantined("acme", "1.0.0", FakeUpdates.NOW, "it hangs");
  private static final Refusal REFUSED =
      new Refusal("acme", "read /etc/shadow", 3, FakeUpdates.NOW);

  private static Overview overview() {
    return new Overview(
        FakeUpdates.ended(Step.WATCH, "a thread died"),
        new Pins.Fixed(Map.of("acme", "1.0.0"), Optional.empty()),
        List.of(ACME),
        List.of(REFUSED));
  }

  @Test
  void eachFeatureIsToldWithWhatIsWrongWithIt() {
    assertThat(overview().lines())
        .containsExactly(
            "set 0123456789abcdef, before it installed",
            "standard 3.0.0, agent",
            "acme 1.0.0, partner, pinned to 1.0.0",
            "    in quarantine since 2026-01-02T03:04:05Z: it hangs",
            "    asked for 1 things it does not declare, see 'waagent features explain acme'",
            "last: acme-1.1.0 is not healthy, 2026-01-02T03:04:05Z: a thread died");
  }

  @Test
  void theQuarantineOfAnotherVersionIsNotItsOwn() {
    Overview overview =
        new Overview(
            FakeUpdates.state(Optional.empty(), List.of()),
            new Pins.Fixed(Map.of(), Optional.empty()),
            List.of(new Quarantined("acme", "0.9.0", FakeUpdates.NOW, "it hung")),
            List.of());

    assertThat(overview.lines()).noneMatch(line -> line.contains("quarantine"));
  }

  @Test
  void programsGetTheSame() {
    assertThat(overview().json())
        .hasToString(
            "{\"running\":\"0123456789abcdef\",\"committed\":\"0123456789abcdef\","
                + "\"previous\":\"installed\",\"features\":[{\"name\":\"standard\","
                + "\"version\":\"3.0.0\",\"kind\":\"agent\",\"refused\":[]},{\"name\":\"acme\","
                + "\"version\":\"1.0.0\",\"kind\":\"partner\",\"pinned\":\"1.0.0\","
                + "\"quarantine\":{\"since\":\"2026-01-02T03:04:05Z\",\"reason\":\"it hangs\"},"
                + "\"refused\":[{\"what\":\"read /etc/shadow\",\"times\":3,"
                + "\"last\":\"2026-01-02T03:04:05Z\"}]}],\"history\":[{\"id\":\"1\","
                + "\"what\":\"acme-1.1.0\",\"origin\":\"COMMAND\",\"from\":\"0123\","
                + "\"to\":\"fedc\",\"ended\":\"2026-01-02T03:04:05Z\",\"good\":false,"
                + "\"step\":\"WATCH\",\"text\":\"is not healthy: a thread died\"}]}");
  }

  @Test
  void theDoctorNamesTheWorstFirst() {
    var state = FakeUpdates.state(Optional.empty(), List.of());

    Check.Finding stopped = FeaturesCheck.finding(state, List.of(ACME), List.of(REFUSED));
    assertThat(stopped.severity()).isEqualTo(Check.Severity.ERROR);
    assertThat(stopped.cause()).contains("acme 1.0.0 is stopped").contains("it hangs");
    assertThat(stopped.cure()).contains("waagent features release acme");

    Check.Finding refused = FeaturesCheck.finding(state, List.of(), List.of(REFUSED));
    assertThat(refused.severity()).isEqualTo(Check.Severity.WARNING);
    assertThat(refused.cause()).contains("feature acme may not read /etc/shadow");

    assertThat(FeaturesCheck.finding(state, List.of(), List.of()))
        .isEqualTo(Check.Finding.fine("these run: standard 3.0.0, acme 1.0.0"));
  }
}
