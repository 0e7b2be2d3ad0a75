// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come, a parser takes them or refuses them with a reason, in time and in little
 * memory. Each runs for some seconds; {@code -Dwaagent.seed=} repeats a run, {@code
 * -Dwaagent.fuzz.seconds=} makes it longer.
 */
class FuzzTest {
  private static final long SEED =
      Long.getLong("waagent.seed", new Random().nextInt(Integer.MAX_VALUE));
  private static final int SECONDS =
      Integer.getInteger("waagent.fuzz.seconds", Boolean.getBoolean("waagent.long") ? 30 : 6);

  @TempDir Path folder;

  static Stream<String> parsers() {
    return Targets.all().stream().map(Target::name);
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void takesOrRefusesWhateverComes(String name) throws Exception {
    Fuzzer.Run run = new Fuzzer(folder, SEED, SECONDS).run(Targets.named(name));
    System.out.printf(
        "%s: %d inputs in %d s, coverage %d, seed %d%n",
        name, run.inputs(), SECONDS, run.coverage(), SEED);
    assertThat(run.finding()).as("%s, seed %d: %s", name, SEED, run.told()).isEmpty();
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.inputs()).as("inputs tried").isPositive();
  }

  /** Without this a fuzzer that finds nothing would prove nothing. */
  @ParameterizedTest
  @MethodSource("brokenParsers")
  void findsAParserThatBreaks(String name) throws Exception {
    Fuzzer.Run run = new Fuzzer(folder, SEED, 120).run(Targets.named(name));
    assertThat(run.exitCode()).as(run.told()).isNotZero();
    assertThat(run.finding()).isPresent();
  }

  static Stream<String> brokenParsers() {
    return Stream.of(BrokenTarget.NAME);
  }
}
