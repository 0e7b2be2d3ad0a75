// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule notices a class that breaks it, and lets one pass that does not. */
final class RulesTest {
  private static final JavaClasses BROKEN =
      new ClassFileImporter().importPackages("org.waagent.rules.broken");

  private static final JavaClasses FINE =
      new ClassFileImporter().importClasses(Fine.class, Closed.class);

  record Fine(String text) {
    private static final Set<String> WORDS = Set.of("a", "b");
    private static final int[] LIMITS = {1, 2};

    boolean isKnown() {
      return WORDS.contains(text) && text.length() < LIMITS[1];
    }
  }

  enum Closed implements AutoCloseable {
    ALREADY;

    @Override
    public void close() {}
  }

  @Test
  void noticesProgramsAndPaths() {
    assertThat(Rules.noProcessesAndPaths().check(BROKEN))
        .anyMatch(text -> text.endsWith("uses java.lang.ProcessBuilder"))
        .anyMatch(text -> text.endsWith("uses java.io.File"))
        .anyMatch(text -> text.endsWith("calls java.lang.Runtime.exec"));
    assertThat(Rules.noProcessesAndPaths().check(FINE)).isEmpty();
  }

  @Test
  void noticesLibraries() {
    assertThat(Rules.noHttpOrCryptoLibrary().check(BROKEN))
        .contains("org.waagent.rules.broken.UsesLibrary uses okio.Borrowed");
    assertThat(Rules.noHttpOrCryptoLibrary().check(FINE)).isEmpty();
  }

  @Test
  void noticesStaticMutableState() {
    assertThat(new StaticState().check(BROKEN))
        .containsExactly(
            "org.waagent.rules.broken.SettingsManager.COUNT is a static AtomicInteger",
            "org.waagent.rules.broken.SettingsManager.LIST is a static collection that can change",
            "org.waagent.rules.broken.SettingsManager.OPEN is an array that others can write to",
            "org.waagent.rules.broken.SettingsManager.last is static and not final");
    assertThat(new StaticState().check(FINE)).isEmpty();
  }

  @Test
  void noticesDeepPackages() {
    assertThat(Rules.shallowPackages().check(BROKEN))
        .containsExactly("org.waagent.rules.broken.one.too.deep is too deep");
    assertThat(Rules.shallowPackages().check(FINE)).isEmpty();
  }

  @Test
  void noticesEmptyWordsInNames() {
    assertThat(Rules.tellingNames().check(BROKEN))
        .containsExactly("org.waagent.rules.broken.SettingsManager has an empty word in its name");
    assertThat(Rules.tellingNames().check(FINE)).isEmpty();
  }

  @Test
  void noticesClassesOfAnotherBundle() {
    Set<String> own = Set.of("org.waagent.rules.broken");

    assertThat(Rules.onlyOwnPackagesAnd(own, Set.of()).check(BROKEN))
        .contains(
            "org.waagent.rules.broken.SettingsManager uses"
                + " org.waagent.rules.broken.one.too.deep.Deep of another bundle");
  }
}
