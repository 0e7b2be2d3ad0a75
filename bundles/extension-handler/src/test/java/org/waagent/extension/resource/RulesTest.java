// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.ResourceControl.Quota;

class RulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Acme.Agent|true",
        "customscript, runcommand|Microsoft.Azure.Extensions.CustomScript|false",
        "customscript, runcommand|Microsoft.CPlat.Core.RunCommandLinux|false",
        "customscript, runcommand|Acme.Hello|true",
        "ACME.hello|Acme.Hello|false",
        "agent, , |Acme.Agent|true",
      })
  void excludesHandlersByPartsOfTheirNames(String excluded, String name, boolean covered) {
    assertThat(Rules.of(config(true, true, excluded)).covers(new HandlerName(name)))
        .isEqualTo(covered);
  }

  @Test
  void coversNothingWhereSwitchedOff() {
    assertThat(Rules.of(config(false, true, "")).covers(new HandlerName("Acme.Hello"))).isFalse();
  }

  @Test
  void memoryHoldsOnlyTogetherWithTheRest() {
    Rules rules = Rules.of(config(true, false, ""));
    assertThat(rules.quota(OptionalDouble.of(5), OptionalDouble.of(5))).isEqualTo(Quota.NONE);
  }

  private static CgroupsConfig config(boolean enabled, boolean enforced, String excluded) {
    return new CgroupsConfig() {
      @Override
      public boolean enabled() {
        return enabled;
      }

      @Override
      public boolean enforceLimits() {
        return enforced;
      }

      @Override
      public boolean enforceMemoryLimits() {
        return true;
      }

      @Override
      public String excluded() {
        return excluded;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return CgroupsConfig.class;
      }
    };
  }
}
