// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssembleTest {
  private static final String FEATURE =
      """
      {"feature-resource-version": "1.0", "id": "org.waagent:waagent-osgi:json:tiny:3.0.0",
       "bundles": [{"id": "g:late:2", "bundleStartLevel": 9},
                   {"id": "g:early:1", "bundleStartLevel": 1},
                   {"id": "g:early2:1", "bundleStartLevel": 1}],
       "extensions": {
         "launch-framework": {"kind": "mandatory", "artifacts": [{"id": "f:felix:7"}]},
         "framework-launching-properties": {"kind": "mandatory", "json": {"a": "b"}}}}
      """;
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="x">
        <property name="waagent.verb" type="String" value="%s"/>
        <property name="waagent.verb.help" type="String" value="Does &lt;it&gt;."/>
      </scr:component>
      """;

  @TempDir private Path folder;
  private Path features;
  private Path jars;
  private Path target;

  @BeforeEach
  void lay() throws IOException {
    features = Files.createDirectories(folder.resolve("features"));
    jars = Files.createDirectories(folder.resolve("jars"));
    target = folder.resolve("target");
    Files.writeString(features.resolve("tiny.json"), FEATURE);
    jar("late-2.jar", "status");
    jar("early-1.jar", "config");
    jar("early2-1.jar", "");
    jar("felix-7.jar", "");
    jar("launcher-3.0.0.jar", "");
  }

  private void jar(String name, String verb) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jars.resolve(name)))) {
      if (!verb.isEmpty()) {
        out.putNextEntry(new ZipEntry("OSGI-INF/x.xml"));
        out.write(COMPONENT.formatted(verb).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void assemble() throws IOException, AssemblyException {
    new Assemble(features, jars, target).run();
  }

  @Test
  void writesBundlesInStartOrder() throws Exception {
    assemble();
    assertThat(Files.readAllLines(target.resolve("features/tiny.list")))
        .contains("version 3.0.0", "property a=b")
        .containsSubsequence("bundle early-1.jar", "bundle early2-1.jar", "bundle late-2.jar")
        .anyMatch(line -> line.startsWith("property org.osgi.framework.system.packages=org.osgi"));
    assertThat(target.resolve("bundles/late-2.jar")).exists();
    assertThat(target.resolve("lib/felix.jar")).exists();
    assertThat(target.resolve("lib/launcher.jar")).exists();
  }

  @Test
  void readsTheVerbsWithoutStartingABundle() throws Exception {
    assemble();
    assertThat(Files.readAllLines(target.resolve("features/tiny.verbs")))
        .containsExactly("config\teither\tDoes <it>.", "status\teither\tDoes <it>.");
  }

  @Test
  void aBundleWithoutItsJarIsAnError() throws Exception {
    Files.delete(jars.resolve("late-2.jar"));
    assertThatThrownBy(this::assemble)
        .isInstanceOf(AssemblyException.class)
        .hasMessageStartingWith("late-2.jar is asked for");
  }

  @Test
  void aJarOfNoFeatureIsAnError() throws Exception {
    jar("stray-1.jar", "");
    assertThatThrownBy(this::assemble)
        .isInstanceOf(AssemblyException.class)
        .hasMessageStartingWith("stray-1.jar is a dependency");
  }

  @Test
  void aBrokenFeatureIsNamed() throws Exception {
    Files.writeString(features.resolve("bad.json"), "{\"id\": 1}");
    assertThatThrownBy(this::assemble)
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("bad.json is not a feature");
  }

  @Test
  void theShippedFeaturesAreWellFormedAndStandardHoldsAllOfReportReady() throws Exception {
    Path shipped = Path.of("../../features");
    FeatureFile reportReady = FeatureFile.read(shipped.resolve("report-ready.json"));
    FeatureFile standard = FeatureFile.read(shipped.resolve("standard.json"));
    assertThat(reportReady.name()).isEqualTo("report-ready");
    assertThat(standard.name()).isEqualTo("standard");
    assertThat(standard.bundles()).containsAll(reportReady.bundles());
    assertThat(standard.framework()).isEqualTo(reportReady.framework());
    assertThat(standard.properties()).isEqualTo(reportReady.properties());
  }
}
