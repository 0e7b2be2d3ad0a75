// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetsTest {
  private static final String NEW = "00000000000000a1";
  private static final String OLD = "00000000000000a0";
  private static final String TRIED = "00000000000000a2";

  @TempDir private Path folder;
  private Path features;

  @BeforeEach
  void install() throws IOException {
    Path installed = Files.createDirectories(folder.resolve("home/features"));
    Files.writeString(installed.resolve("standard.list"), "version 3.0.0\nbundle a-1.jar\n");
    Files.writeString(installed.resolve("standard.verbs"), "");
    Files.writeString(
        Files.createDirectories(folder.resolve("home/bundles")).resolve("a-1.jar"), "a");
    features = Files.createDirectories(folder.resolve("lib/features"));
    set(NEW, "3.1.0", "standard 3.0.0");
    set(OLD, "3.0.5", "standard 3.0.0");
    set(TRIED, "3.2.0", "standard 3.0.0");
  }

  private void set(String id, String version, String installation) throws IOException {
    Path set = Files.createDirectories(features.resolve("sets").resolve(id));
    Path jar = Files.createDirectories(features.resolve("store")).resolve(id + ".jar");
    Files.writeString(jar, "12345");
    Files.writeString(
        set.resolve("bundles.list"),
        "# made\nversion "
            + version
            + "\nfeature standard\ninstallation "
            + installation
            + "\nproperty x=y\nbundle a-1.jar\nsize 1\nbundle "
            + jar
            + "\nsize 5\n");
    Files.writeString(set.resolve("verbs.list"), "greet\teither\tSays hello\n");
  }

  private void point(String name, String line) throws IOException {
    Files.writeString(features.resolve(name), line + "\n");
  }

  private FeatureSets sets() {
    return new FeatureSets(new Home(folder.resolve("home")), folder.resolve("lib"));
  }

  @Test
  void withoutUpdatesTheInstallationRuns() throws Exception {
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo("installed");
    assertThat(choice.feature().version()).isEqualTo("3.0.0");
    assertThat(choice.trouble()).isEmpty();
  }

  @Test
  @Tag("D48")
  void theCommittedSetRunsWithItsVerbs() throws Exception {
    point("committed", NEW);
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo(NEW);
    assertThat(choice.how()).isEqualTo("committed");
    assertThat(choice.feature().version()).isEqualTo("3.1.0");
    assertThat(choice.feature().bundles())
        .containsExactly("a-1.jar", features.resolve("store/" + NEW + ".jar").toString());
    assertThat(choice.feature().properties()).containsExactly("x=y");
    assertThat(choice.feature().verb("greet")).isNotNull();
  }

  @Test
  @Tag("D48")
  void aStagedSetIsTriedThreeTimesAndNoMore() throws Exception {
    point("committed", NEW);
    point("staged", TRIED + " 0");
    for (int start = 1; start <= 3; start++) {
      Choice choice = sets().forDaemon();
      assertThat(choice.set()).isEqualTo(TRIED);
      assertThat(choice.how()).isEqualTo("staged");
      assertThat(features.resolve("staged")).hasContent(TRIED + " " + start);
    }
    Choice fourth = sets().forDaemon();
    assertThat(fourth.set()).isEqualTo(NEW);
    assertThat(fourth.trouble()).contains(TRIED).contains("not found good in 3 starts");
  }

  @Test
  void aStagedSetThatIsDamagedComesToAnEndToo() throws Exception {
    point("committed", NEW);
    point("staged", TRIED + " 0");
    Files.delete(features.resolve("store/" + TRIED + ".jar"));
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo(NEW);
    assertThat(choice.trouble()).contains(TRIED).contains("is missing");
    assertThat(features.resolve("staged")).hasContent(TRIED + " 1");
  }

  @Test
  void aCommandDoesNotTryWhatIsStaged() throws Exception {
    point("staged", TRIED + " 0");

    assertThat(sets().forCommand().set()).isEqualTo("installed");
    assertThat(features.resolve("staged")).hasContent(TRIED + " 0");
  }

  @Test
  void withoutTheCommittedSetsBundlesThePreviousSetRuns() throws Exception {
    point("committed", NEW);
    point("previous", OLD);
    Files.delete(features.resolve("store/" + NEW + ".jar"));
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo(OLD);
    assertThat(choice.how()).isEqualTo("previous");
    assertThat(choice.trouble()).contains(NEW).contains("is missing");
  }

  @Test
  void aTruncatedBundleCountsAsDamaged() throws Exception {
    point("committed", NEW);
    Files.writeString(features.resolve("store/" + NEW + ".jar"), "123");
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo("installed");
    assertThat(choice.trouble()).contains("has not the size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "../../etc/passwd0", "00000000000000ff", "\0\0\0"})
  void aDamagedPointerIsPassedOver(String line) throws Exception {
    point("committed", line);
    point("previous", OLD);
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo(OLD);
    assertThat(choice.trouble()).contains("committed set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", TRIED, TRIED + " many", TRIED + " -1", "00000000000000ff 0"})
  void aDamagedStagedPointerIsPassedOver(String line) throws Exception {
    point("committed", NEW);
    point("staged", line);
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo(NEW);
    assertThat(choice.trouble()).contains("staged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundles.list", "verbs.list"})
  void aDamagedListIsPassedOver(String list) throws Exception {
    point("committed", NEW);
    Files.write(features.resolve("sets").resolve(NEW).resolve(list), new byte[] {-1, -2});
    assertThat(sets().forDaemon().set()).isEqualTo("installed");
    Files.delete(features.resolve("sets").resolve(NEW).resolve(list));
    assertThat(sets().forDaemon().set()).isEqualTo("installed");
  }

  @Test
  void aPackageThatReplacedTheInstallationWins() throws Exception {
    set(NEW, "3.1.0", "standard 2.9.0");
    point("committed", NEW);
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo("installed");
    assertThat(choice.trouble()).contains("made on standard 2.9.0");
  }

  @Test
  void aRollBackToTheInstallationIsNoTrouble() throws Exception {
    point("committed", "installed");
    point("previous", NEW);
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo("installed");
    assertThat(choice.trouble()).isEmpty();
  }

  @Test
  void withNothingWholeTheInstallationRunsAndAllIsTold() throws Exception {
    for (String pointer : List.of("committed", "previous", "staged")) {
      point(pointer, "\u0007");
    }
    Choice choice = sets().forDaemon();

    assertThat(choice.set()).isEqualTo("installed");
    assertThat(choice.trouble()).contains("committed").contains("previous").contains("staged");
    assertThat(choice.trouble()).doesNotContain("\n");
  }
}
