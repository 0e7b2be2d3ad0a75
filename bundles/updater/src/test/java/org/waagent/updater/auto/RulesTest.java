// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.FlexibleVersion;

class RulesTest {
  private final Map<String, Object> set = new HashMap<>();

  @Test
  void byDefaultItFollowsProdButHasNoFeed() {
    Rules rules = rules();
    assertThat(rules.automatic()).isTrue();
    assertThat(rules.managed()).isTrue();
    assertThat(rules.family()).isEqualTo("Prod");
    assertThat(rules.frequency()).isEqualTo(Duration.ofHours(1));
    assertThat(rules.delays())
        .containsEntry(Release.Kind.HOTFIX, Duration.ofHours(4))
        .containsEntry(Release.Kind.REGULAR, Duration.ofHours(24));
    assertThat(rules.complaints()).isEmpty();
    assertThat(rules.off().orElseThrow()).contains("AutoUpdate.Feed");
    assertThat(rules.objection(FlexibleVersion.of("9"))).isEmpty();
  }

  @Test
  void everyKeyCounts() {
    set.putAll(
        Map.of(
            "gAFamily", "Test",
            "frequency", 60,
            "feed", " https://feed.test/feed.json ",
            "allowVersions", "3",
            "denyVersions", "3.1, 3.2",
            "holdWindow", "08:00-18:00",
            "selfUpdateHotfixFrequency", 1,
            "selfUpdateRegularFrequency", 2,
            "enableGAVersioning", false));
    Rules rules = rules();
    assertThat(rules.family()).isEqualTo("Test");
    assertThat(rules.frequency()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rules.feed()).contains(URI.create("https://feed.test/feed.json"));
    assertThat(rules.off()).isEmpty();
    assertThat(rules.managed()).isFalse();
    assertThat(rules.delays())
        .containsEntry(Release.Kind.HOTFIX, Duration.ofSeconds(1))
        .containsEntry(Release.Kind.REGULAR, Duration.ofSeconds(2));
    assertThat(rules.hold()).isNotSameAs(HoldWindow.NONE);
    assertThat(rules.objection(FlexibleVersion.of("3.0.1"))).isEmpty();
    assertThat(rules.objection(FlexibleVersion.of("3.2.7"))).isPresent();
    assertThat(rules.objection(FlexibleVersion.of("4.0"))).isPresent();
  }

  @ParameterizedTest(name = "Enabled {0}, UpdateToLatestVersion {1}: {2}")
  @Tag("S78")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, true",
        "true, -, true",
        "false, -, false",
        "-, false, false",
        "false, true, true",
        "true, false, false"
      })
  void theNewSwitchWinsOverTheOldOne(Boolean old, Boolean fresh, boolean automatic) {
    if (old != null) {
      set.put("enabled", old);
    }
    if (fresh != null) {
      set.put("updateToLatestVersion", fresh);
    }
    assertThat(rules().automatic()).isEqualTo(automatic);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "feed          | feed.json         | AutoUpdate.Feed: not an address of a web server",
        "feed          | file:///etc/feed  | AutoUpdate.Feed: not an address of a web server",
        "feed          | https://a b       | AutoUpdate.Feed: ",
        "allowVersions | 3.1,newest        | AutoUpdate.AllowVersions: not a version: 'newest'",
        "denyVersions  | 3.1,,3.2          | AutoUpdate.DenyVersions: not a version: ''",
        "holdWindow    | nights            | AutoUpdate.HoldWindow: 'nights' does not begin",
      })
  void whatMakesNoSenseIsNamed(String key, String value, String complaint) {
    set.put(key, value);
    Rules rules = rules();
    assertThat(rules.complaints()).singleElement().asString().startsWith(complaint);
    assertThat(rules.off()).isEmpty();
  }

  private Rules rules() {
    TestConfig config = new TestConfig(set);
    return Rules.of(config.auto(), config.debug(), set);
  }
}
