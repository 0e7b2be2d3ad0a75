// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredOwnersTest {
  private static final Set<String> IDS = Set.of("provisioned", "network-ready");

  @Test
  void findsTheIdInAnAttribute() {
    assertThat(
            settled(
                "<component><property name=\"waagent.settles\" value=\"provisioned\"/>"
                    + "<reference target=\"(osgi.condition.id=network-ready)\"/></component>"))
        .containsExactly("provisioned");
  }

  @Test
  void findsSeveralIdsInTheText() {
    assertThat(
            settled(
                "<property name='waagent.settles' type='String'>network-ready\n  provisioned\n"
                    + "</property>"))
        .containsExactlyInAnyOrder("provisioned", "network-ready");
  }

  @Test
  void findsNoneInAComponentThatOnlyWaitsForIt() {
    assertThat(settled("<reference target=\"(osgi.condition.id=provisioned)\"/>")).isEmpty();
  }

  private static Set<String> settled(String xml) {
    Set<String> owned = new HashSet<>();
    DeclaredOwners.settled(xml, IDS, owned);
    return owned;
  }
}
