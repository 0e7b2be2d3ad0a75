// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
  private static final Feature FEATURE =
      new Feature(
          "standard",
          "3.0.0",
          List.of(),
          List.of(),
          List.of(),
          List.of(
              verb("status"),
              verb("config"),
              new VerbLine("show-configuration", "either", "help; -verbose tells sources"),
              verb("collect-logs"),
              verb("deprovision"),
              verb("deprovision+user"),
              verb("setup-firewall")));

  private static VerbLine verb(String name) {
    return new VerbLine(name, "either", "help");
  }

  private static CommandLine parse(String... words) throws CommandException {
    return CommandLineParser.parse(List.of(words), FEATURE);
  }

  @Test
  @Tag("S41")
  void nothingMeansHelp() throws CommandException {
    assertThat(parse().command()).isEqualTo("help");
    assertThat(parse("").command()).isEqualTo("help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"version", "-version", "--version", "/version", "-/version", "//-version"})
  @Tag("S50")
  void anyNumberOfDashesAndSlashesMayStandBeforeAWord(String word) throws CommandException {
    assertThat(parse(word).command()).isEqualTo("version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "-usage", "?", "-?", "/?"})
  void helpHasThreeNames(String word) throws CommandException {
    assertThat(parse(word).command()).isEqualTo("help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"versionfoo", "Version", "deprovisionxyz", "--", "-notvalid", "/etc/x"})
  void onlyTheExactWordCounts(String word) {
    CommandException problem = catchThrowableOfType(CommandException.class, () -> parse(word));
    assertThat(problem.exitCode()).isEqualTo(2);
    assertThat(problem.usage()).isEqualTo(CommandException.Usage.STDERR);
  }

  @Test
  void anUnknownWordAfterACommandIsAnError() {
    CommandException problem =
        catchThrowableOfType(CommandException.class, () -> parse("-daemon", "-notvalid"));
    assertThat(problem.exitCode()).isEqualTo(2);
  }

  @Test
  @Tag("S54")
  void thePathOfTheConfigurationIsNoCommand() throws CommandException {
    CommandLine line = parse("-configuration-path:/existing/f.conf");
    assertThat(line.configuration()).isEqualTo("/existing/f.conf");
    assertThat(line.command()).isEqualTo("help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-configuration-path:/x/y.conf", "-conf=/x/y.conf", "/conf=/x/y.conf"})
  void theConfigurationIsTakenOutOfTheArgumentsOfAVerb(String path) throws CommandException {
    CommandLine line = parse("show-configuration", path, "-verbose");
    assertThat(line.configuration()).isEqualTo("/x/y.conf");
    assertThat(line.arguments()).containsExactly("-verbose");
    assertThat(line.verbose()).isTrue();
  }

  @Test
  @Tag("S40")
  void flagsReachTheVerbFromEitherSide() throws CommandException {
    assertThat(parse("/deprovision+user", "--force").arguments()).containsExactly("-force");
    assertThat(parse("/deprovision+user", "//force", "--dry-run").arguments())
        .containsExactly("-force", "--dry-run");
    assertThat(parse("--force", "/deprovision+user").arguments()).containsExactly("-force");
    assertThat(parse("-collect-logs", "-full").arguments()).containsExactly("-full");
  }

  @Test
  @Tag("S39")
  void verboseStandsAnywhereAndReachesOnlyVerbsThatKnowIt() throws CommandException {
    for (String[] words : new String[][] {{"-verbose", "status"}, {"status", "/verbose"}}) {
      assertThat(parse(words).verbose()).isTrue();
      assertThat(parse(words).arguments()).isEmpty();
    }
    assertThat(parse("--verbose", "show-configuration").arguments()).containsExactly("-verbose");
    assertThat(parse("show-configuration", "--verbose").arguments()).containsExactly("-verbose");
  }

  @Test
  void aClassicWordWhoseBundleIsMissingIsKnownAllTheSame() throws CommandException {
    assertThat(parse("serialconsole").command()).isEqualTo("serialconsole");
    assertThat(parse("serialconsole", "-version").command()).isEqualTo("version");
    assertThat(parse("deprovision", "-setup-firewall=10.0.0.1").command())
        .isEqualTo("setup-firewall");
  }

  @Test
  void theLoopAloneIsTheLaunchersOwn() throws CommandException {
    CommandLine line = parse("-run-exthandlers", "-debug");
    assertThat(line.command()).isEqualTo("run-exthandlers");
    assertThat(line.flags()).containsExactly("debug");
  }

  @Test
  void theLastCommandWins() throws CommandException {
    CommandLine line = parse("deprovision", "-force", "-deprovision+user");
    assertThat(line.command()).isEqualTo("deprovision+user");
    assertThat(line.arguments()).containsExactly("-force");
    assertThat(parse("-daemon", "-version").command()).isEqualTo("version");
    assertThat(parse("status", "-help").command()).isEqualTo("help");
  }

  @Test
  void aVerbGetsItsArgumentsUntouched() throws CommandException {
    CommandLine line = parse("config", "check", "/etc/waagent.conf");
    assertThat(line.command()).isEqualTo("config");
    assertThat(line.arguments()).containsExactly("check", "/etc/waagent.conf");
    assertThat(parse("status", "--json", "status").arguments()).containsExactly("--json", "status");
  }

  @Test
  void aValueMayHangOnAVerb() throws CommandException {
    CommandLine line = parse("--setup-firewall=168.63.129.16");
    assertThat(line.command()).isEqualTo("setup-firewall");
    assertThat(line.arguments()).containsExactly("168.63.129.16");
  }

  @Test
  @Tag("S52")
  void theDaemonTakesFlagsAndAConfiguration() throws CommandException {
    CommandLine line = parse("-verbose", "-daemon", "-configuration-path:/x", "-debug");
    assertThat(line.command()).isEqualTo("daemon");
    assertThat(line.configuration()).isEqualTo("/x");
    assertThat(line.flags()).containsExactly("verbose", "debug");
  }
}
