// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.os.Clock;

/** What every implementation of {@link Clock} does. */
abstract class ClockContract {
  /** The implementation to test. */
  abstract Clock clock();

  /** Lets at least so much time pass on it. */
  abstract void pass(Duration time) throws InterruptedException;

  @Test
  void runsEachOnceInOrderOfTime() throws Exception {
    Clock clock = clock();
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    clock.after(Duration.ofMillis(80), () -> ran.add("late"));
    clock.after(Duration.ofMillis(10), () -> ran.add("early"));
    pass(Duration.ofMillis(300));
    assertThat(ran).containsExactly("early", "late");
    pass(Duration.ofMillis(100));
    assertThat(ran).hasSize(2);
  }

  @Test
  void doesNotRunWhatWasCalledOff() throws Exception {
    Clock clock = clock();
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    Closeable timer = clock.after(Duration.ofMillis(100), () -> ran.add("x"));
    timer.close();
    timer.close();
    pass(Duration.ofMillis(250));
    assertThat(ran).isEmpty();
  }

  @Test
  void timeSinceTheStartGrows() throws Exception {
    Clock clock = clock();
    Duration before = clock.sinceStart();
    pass(Duration.ofMillis(20));
    assertThat(clock.sinceStart().minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }
}
