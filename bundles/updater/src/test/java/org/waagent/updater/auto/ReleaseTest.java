// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.FlexibleVersion;

class ReleaseTest {
  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "3.0.0, 3.0.0.1, HOTFIX",
    "3.0.0.1, 3.0.0.2, HOTFIX",
    "3.0, 3.0.0.1, HOTFIX",
    "3.0.0, 3.0.1, REGULAR",
    "3.0.0.9, 3.0.1.0, REGULAR",
    "3.0.0, 4, REGULAR",
    "3.0.0-rc1, 3.0.0, HOTFIX",
  })
  void aVersionThatChangesOnlyTheFourthNumberIsAHotfix(
      String running, String version, Release.Kind kind) {
    assertThat(release(version, Optional.empty()).kindFor(FlexibleVersion.of(running)))
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"3.0.0.1, REGULAR", "4.0.0, HOTFIX"})
  void theFeedMaySayOtherwise(String version, Release.Kind kind) {
    assertThat(release(version, Optional.of(kind)).kindFor(FlexibleVersion.of("3.0.0")))
        .isEqualTo(kind);
  }

  private static Release release(String version, Optional<Release.Kind> kind) {
    return new Release(
        "standard", FlexibleVersion.of(version), kind, "", OptionalLong.empty(), List.of());
  }
}
