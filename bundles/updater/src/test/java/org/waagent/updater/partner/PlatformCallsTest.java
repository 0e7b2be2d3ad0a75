// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For whom the platform waits. */
final class PlatformCallsTest {
  private static final String ACME = "com.acme.Motd";
  private static final String COMPONENTS = "org.apache.felix.scr.impl.manager.Maker";

  private final Blame blame = new Blame(Map.of(ACME, "acme"));
  private final PlatformCalls calls = new PlatformCalls();
  private final Thread starter = new Thread("starter");

  /** One look at one thread; its stack has what was called last first. */
  private Map<String, Integer> look(Thread thread, String... types) {
    StackTraceElement[] stack =
        Arrays.stream(types)
            .map(type -> new StackTraceElement(type, "work", "X.java", 1))
            .toArray(StackTraceElement[]::new);
    return calls.look(Map.of(thread, stack), blame);
  }

  @Test
  void aThreadThatStaysInItsCodeIsCounted() {
    String[] stack = {"java.net.Socket", ACME, COMPONENTS, "org.waagent.launcher.Platform"};

    assertThat(look(starter, stack)).containsOnly(Map.entry("acme", 1));
    assertThat(look(starter, stack)).containsOnly(Map.entry("acme", 2));
    assertThat(look(new Thread("another"), stack)).containsOnly(Map.entry("acme", 1));
  }

  @Test
  void whatIsOverIsForgotten() {
    look(starter, ACME, COMPONENTS);
    look(starter, COMPONENTS);

    assertThat(look(starter, ACME, COMPONENTS)).containsOnly(Map.entry("acme", 1));
  }

  /** It may do so as long as it likes; what it asks the framework for is no call of it. */
  @Test
  void aThreadOfItsOwnHoldsNobodyUp() {
    assertThat(look(starter, COMPONENTS, ACME, "java.lang.Thread")).isEmpty();
    assertThat(look(starter, ACME, "org.waagent.core.lane.Lane")).isEmpty();
  }
}
