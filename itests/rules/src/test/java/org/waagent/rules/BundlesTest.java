// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The architecture, held against the jars as they were built. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BundlesTest {
  static final List<String> BUNDLES = Repository.BUNDLES;

  private static final Set<String> API =
      Set.of("org.waagent.goalstate", "org.waagent.plugin", "org.waagent.os", "org.waagent.host");

  private final Map<String, Bundle> read = new HashMap<>();

  private Bundle bundle(String name) {
    return read.computeIfAbsent(name, Repository::bundle);
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void everyBundleHasClassesToLookAt(String name) {
    Bundle bundle = bundle(name);

    assertThat(bundle.classes()).as("classes of %s", name).isNotEmpty();
    assertThat(bundle.classes())
        .allSatisfy(type -> assertThat(type.getPackageName()).startsWith("org.waagent."));
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void onlyTheApiExportsPackages(String name) {
    List<String> exports = bundle(name).exports();

    if (name.equals("api")) {
      assertThat(exports).containsExactlyInAnyOrderElementsOf(API);
    } else {
      assertThat(exports).as("packages that %s exports", name).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void noBundleImportsAnotherOneThanTheApi(String name) {
    Bundle bundle = bundle(name);
    Set<String> own =
        bundle.classes().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(bundle.imports())
        .filteredOn(imported -> imported.startsWith("org.waagent"))
        .as("packages of ours that %s imports", name)
        .isSubsetOf(API);
    assertThat(Rules.onlyOwnPackagesAnd(own, API).check(bundle.classes())).isEmpty();
  }

  @Test
  void everyPackageBelongsToOneBundle() {
    List<String> packages =
        BUNDLES.stream()
            .flatMap(
                name -> bundle(name).classes().stream().map(JavaClass::getPackageName).distinct())
            .toList();

    assertThat(packages).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void onlyHostProtocolUsesTheHttpAndCryptoLibraries(String name) {
    List<String> uses = Rules.noHttpOrCryptoLibrary().check(bundle(name).classes());

    if (name.equals("host-protocol")) {
      assertThat(uses).as("a rule that finds nothing where it is allowed is blind").isNotEmpty();
    } else {
      assertThat(uses).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void onlyOsStartsProgramsAndOpensPaths(String name) {
    List<String> uses = Rules.noProcessesAndPaths().check(bundle(name).classes());

    if (name.equals("os")) {
      assertThat(uses).as("a rule that finds nothing where it is allowed is blind").isNotEmpty();
    } else {
      assertThat(uses).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void nothingMutableIsStatic(String name) {
    assertThat(new StaticState().check(bundle(name).classes())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void packagesAreShallow(String name) {
    assertThat(Rules.shallowPackages().check(bundle(name).classes())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("BUNDLES")
  void namesSayWhatAThingIs(String name) {
    assertThat(Rules.tellingNames().check(bundle(name).classes())).isEmpty();
  }
}
