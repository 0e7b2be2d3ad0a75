// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;

class StoreTest {
  @TempDir private Path folder;
  private Places places;
  private Store store;

  @BeforeEach
  void install() throws IOException {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("features"));
    Files.createDirectories(home.resolve("bundles"));
    Files.writeString(
        home.resolve("features/standard.list"), "version 3.0.0\nproperty a=b=c\nbundle x-1.jar\n");
    Files.writeString(
        home.resolve("features/standard.json"),
        "{\"bundles\":[{\"id\":\"g:x:1\",\"bundleStartLevel\":7}]}");
    Files.write(home.resolve("bundles/x-1.jar"), jar("x", "1"));
    Files.createDirectories(home.resolve("lib"));
    Files.write(home.resolve("lib/launcher.jar"), jar("launcher", "1"));
    Files.write(home.resolve("lib/felix.jar"), jar("felix", "1"));
    places = new Places(folder.resolve("lib/features"), home);
    org.waagent.os.Files files = TestMachine.below(folder).files();
    store = new Store(() -> files, places, "standard");
  }

  private static byte[] jar(String name, String content) throws IOException {
    Manifest manifest =
        new Manifest(
            new ByteArrayInputStream(
                ("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: "
                        + name
                        + ";singleton:=true\nBundle-Version: 1.2.3\n")
                    .getBytes()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.putNextEntry(new ZipEntry("OSGI-INF/c.xml"));
      jar.write(
          ("<component><property name=\"waagent.verb\" value=\"v" + content + "\"/></component>")
              .getBytes());
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private SetBundle put(String name, String content) throws Exception {
    byte[] jar = jar(name, content);
    return store.put(digest(jar), new ByteArrayInputStream(jar), 9, "acme");
  }

  private String keep(SetBundle... bundles) throws IOException {
    SetFeature feature = new SetFeature("acme", "1.0.0", SetFeature.PARTNER);
    Composition base = new Composition(store.set("installed"));
    return store.keep(base.with(feature, List.of(bundles), Map.of()));
  }

  private SetJar putJar(String name, byte[] content) throws Exception {
    List<SetJar> here = store.classPath().jars();
    return store.put(name, digest(content), new ByteArrayInputStream(content), here);
  }

  @Test
  void whatASetHasOfTheInstallationIsNotReadAgain() throws IOException {
    FeatureSet first = store.set("installed");
    Files.write(folder.resolve("home/bundles/x-1.jar"), jar("x", "2"));

    assertThat(store.set("installed", first)).isEqualTo(first);
    FeatureSet ofAnother =
        new FeatureSet(
            "standard 2.9.0", first.features(), first.bundles(), List.of(), first.properties());
    assertThat(store.set("installed", ofAnother)).isEqualTo(store.set("installed"));
    assertThat(store.set("installed")).isNotEqualTo(first);
  }

  @Test
  void aSetMayBringItsOwnLauncherAndFramework() throws Exception {
    SetJar launcher = putJar("launcher.jar", jar("launcher", "2"));
    SetJar framework = putJar("felix.jar", jar("felix", "1"));
    FeatureSet installed = store.set("installed");
    FeatureSet set =
        installed.runBy(ClassPath.beside(store.classPath().jars(), List.of(launcher, framework)));

    String id = store.keep(set);
    store.prune(Set.of(id));

    assertThat(id).isNotEqualTo("installed");
    assertThat(store.set(id)).isEqualTo(set);
    assertThat(store.set(id).isRunAs(installed)).isFalse();
    assertThat(Path.of(launcher.file())).exists();
    // What the installation has is used where it is.
    assertThat(framework.file()).isEqualTo("felix.jar");
    assertThat(places.root().resolve("sets/" + id + "/bundles.list"))
        .content()
        .contains(
            "classpath " + launcher.file() + "\nsize " + launcher.size() + "\nclasspath felix.jar");
  }

  @Test
  void theInstallationsOwnLauncherAndFrameworkAreNoOthers() throws Exception {
    List<SetJar> same =
        List.of(
            putJar("launcher.jar", jar("launcher", "1")), putJar("felix.jar", jar("felix", "1")));

    assertThat(ClassPath.beside(store.classPath().jars(), same)).isEmpty();
    assertThat(store.classPath().framework()).isEqualTo("1.2.3");
    assertThat(places.root().resolve("store")).doesNotExist();
  }

  @Test
  void whatIsWrongWithASetIsNamed() throws Exception {
    SetBundle bundle = put("y", "1");
    String id = keep(bundle);
    assertThat(store.damage(id)).isEmpty();

    Files.delete(Path.of(bundle.file()));
    assertThat(store.damage(id)).get().asString().contains(bundle.file(), "is missing");

    Files.delete(places.root().resolve("sets/" + id + "/set.json"));
    assertThat(store.damage(id)).get().asString().contains("cannot be read");
  }

  @Test
  void whatASetKnowsOfTheInstallationIsNotReadAgainWhereItIsKept() throws IOException {
    FeatureSet installed = store.set("installed");
    Files.delete(folder.resolve("home/bundles/x-1.jar"));

    assertThat(store.keep(installed)).isEqualTo("installed");
  }

  @Test
  void whatIsSaidOfAVersionIsNotReplacedByWhatIsSaidOfAnother() throws Exception {
    SetFeature feature = new SetFeature("acme", "1.0.0", SetFeature.PARTNER);
    Map<String, byte[]> first = Map.of("digests", "1".getBytes(), "feature.json", "a".getBytes());
    Map<String, byte[]> other = Map.of("digests", "2".getBytes(), "feature.json", "b".getBytes());
    store.describe(feature, first);

    assertThatThrownBy(() -> store.describe(feature, other))
        .hasMessageContaining("acme-1.0.0 is there already with other content");
    assertThat(places.archives().resolve("acme-1.0.0/feature.json")).hasContent("a");

    store.describe(feature, first);
    store.prune(Set.of());
    store.describe(feature, other);
    assertThat(places.archives().resolve("acme-1.0.0/feature.json")).hasContent("b");
  }

  @Test
  void aSetOfAnotherInstallationCanNotBeTaken() throws Exception {
    String id = keep(put("y", "1"));
    assertThat(store.obstacle(id)).isEmpty();
    assertThat(store.obstacle("installed")).isEmpty();

    Files.writeString(
        folder.resolve("home/features/standard.list"), "version 3.0.1\nbundle x-1.jar\n");

    assertThat(store.obstacle(id))
        .contains("its set was made on standard 3.0.0, and standard 3.0.1 is installed");
  }

  @Test
  void whatWasFetchedForACommandIsRemoved() throws Exception {
    Files.createDirectories(places.incoming().resolve("1"));
    Files.writeString(places.incoming().resolve("1/acme.zip"), "");

    store.dropIncoming();

    assertThat(places.incoming()).doesNotExist();
  }

  @Test
  void theInstallationIsASetWhoseBundlesStayWhereTheyAre() throws IOException {
    FeatureSet set = store.set("installed");

    assertThat(set.installation()).isEqualTo("standard 3.0.0");
    assertThat(set.properties()).containsEntry("a", "b=c");
    assertThat(set.bundles()).singleElement().extracting(SetBundle::file).isEqualTo("x-1.jar");
    assertThat(set.bundles().get(0).level()).isEqualTo(7);
    assertThat(set.bundles().get(0).symbolicName()).isEqualTo("x");
  }

  @Test
  void whatIsStoredIsReadOnlyAndKnownByItsContent() throws Exception {
    SetBundle bundle = put("y", "1");
    Path file = Path.of(bundle.file());

    assertThat(file.getFileName()).hasToString(bundle.sha256() + ".jar");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--------");
    assertThat(bundle.version()).isEqualTo("1.2.3");
    assertThat(bundle.sharing()).isEqualTo(SetBundle.Sharing.ALONE);
  }

  @Test
  void contentThatIsNotWhatItsDigestSaysLeavesNothing() throws Exception {
    String digest = digest(jar("y", "1"));

    assertThatThrownBy(() -> store.put(digest, new ByteArrayInputStream(jar("y", "2")), 9, "acme"))
        .hasMessageContaining("not " + digest);
    assertThat(places.bundles()).isEmptyDirectory();
  }

  @Test
  void aSetIsReadAsItWasWrittenAndTheLauncherGetsPlainLists() throws Exception {
    String id = keep(put("y", "1"));
    FeatureSet set = store.set(id);

    assertThat(set.id()).isEqualTo(id);
    assertThat(Files.readAllLines(places.set(id).resolve("bundles.list")))
        .contains("version 3.0.0", "installation standard 3.0.0", "property a=b=c")
        .contains("bundle x-1.jar", "bundle " + set.bundle("y").orElseThrow().file())
        .contains("size " + Files.size(Path.of(set.bundle("y").orElseThrow().file())));
    assertThat(Files.readAllLines(places.set(id).resolve("verbs.list")))
        .containsExactly("v1\teither\t", "v1\teither\t");
  }

  @Test
  void aSetThatIsTheInstallationIsCalledSo() throws Exception {
    String id = keep(put("y", "1"));

    assertThat(store.keep(new Composition(store.set(id)).without("acme"))).isEqualTo("installed");
  }

  @Test
  void aBundleOfAnotherFeatureIsNotReplaced() throws Exception {
    SetBundle bundle = put("x", "2");

    assertThatThrownBy(() -> keep(bundle)).hasMessageContaining("x is a bundle of standard");
  }

  @Test
  void theAgentItselfIsNotRemoved() throws Exception {
    Composition base = new Composition(store.set("installed"));

    assertThatThrownBy(() -> base.without("standard")).hasMessageContaining("the agent itself");
    assertThatThrownBy(() -> base.without("other")).hasMessageContaining("no feature other");
  }

  @Test
  @Tag("D46")
  void manyUpdatesLeaveOnlyWhatTheLastTwoSetsNeed() throws Exception {
    String previous = "installed";
    for (int i = 0; i < 20; i++) {
      String id = keep(put("y", Integer.toString(i)));
      store.prune(Set.of(id, previous));
      previous = id;
    }
    try (Stream<Path> bundles = Files.list(places.bundles());
        Stream<Path> sets = Files.list(places.sets())) {
      assertThat(bundles).hasSize(2);
      assertThat(sets).hasSize(2);
    }
  }
}
