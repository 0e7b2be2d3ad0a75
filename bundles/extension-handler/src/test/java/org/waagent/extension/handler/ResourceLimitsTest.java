// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceLimitsTest {
  private static ResourceLimits parse(String limits) throws MalformedJson {
    return HandlerManifest.parse(
            "[{\"handlerManifest\": {}, \"resourceLimits\": %s}]".formatted(limits))
        .limits();
  }

  @Test
  void readsWhatTheManifestSays() throws Exception {
    ResourceLimits limits =
        parse(
            """
            {"cpuQuotaPercentage": 20.5, "memoryQuotaInMB": "600",
             "services": [{"name": "acme.service", "path": "/lib", "cpuQuotaPercentage": 5},
                          {"name": "other", "memoryQuotaInMB": 7}]}""");
    assertThat(limits.cpuPercent()).hasValue(20.5);
    assertThat(limits.memoryMegabytes()).hasValue(600);
    assertThat(limits.services())
        .containsExactly(
            new ResourceLimits.Service(
                "acme.service", OptionalDouble.of(5), OptionalDouble.empty()),
            new ResourceLimits.Service(
                "other.service", OptionalDouble.empty(), OptionalDouble.of(7)));
    assertThat(limits.odd()).isEmpty();
  }

  @Test
  void nothingSaidIsNoLimit() throws Exception {
    assertThat(HandlerManifest.parse("[{\"handlerManifest\": {}}]").limits())
        .isEqualTo(ResourceLimits.NONE);
    assertThat(parse("null")).isEqualTo(ResourceLimits.NONE);
    assertThat(parse("{\"services\": null, \"cpuQuotaPercentage\": null}"))
        .isEqualTo(ResourceLimits.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "[]",
        "{\"cpuQuotaPercentage\": 0}",
        "{\"cpuQuotaPercentage\": -1}",
        "{\"cpuQuotaPercentage\": true}",
        "{\"cpuQuotaPercentage\": \"much\"}",
        "{\"cpuQuotaPercentage\": \"NaN\"}",
        "{\"memoryQuotaInMB\": 1e300}",
        "{\"memoryQuotaInMB\": {}}",
        "{\"services\": {}}",
        "{\"services\": [5]}",
        "{\"services\": [{\"name\": \"--now\"}]}",
        "{\"services\": [{\"name\": \"a b\"}]}",
        "{\"services\": [{\"name\": \"\"}]}",
        "{\"services\": [{}]}",
      })
  void whatMakesNoSenseIsNotedAndFailsNothing(String text) throws Exception {
    ResourceLimits limits = parse(text);
    assertThat(limits.cpuPercent()).isEmpty();
    assertThat(limits.memoryMegabytes()).isEmpty();
    assertThat(limits.services()).isEmpty();
    assertThat(limits.odd()).hasSize(1);
  }
}
