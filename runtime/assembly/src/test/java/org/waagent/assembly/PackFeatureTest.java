// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.cyclonedx.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackFeatureTest {
  private static final String FEATURE =
      """
      {"feature-resource-version": "1.0", "id": "com.acme:motd:json:acme-motd:1.2.0",
       "bundles": [{"id": "com.acme:motd:1.2.0", "bundleStartLevel": 20},
                   {"id": "com.acme:words:2.0", "bundleStartLevel": 19, "license": "MIT"}],
       "extensions": {"waagent": {"kind": "mandatory", "json": {
         "feature": "partner", "agent": "[3,4)", "uses": {"ports": ["org.waagent.os.Files"]}}}}}
      """;

  @TempDir private Path folder;
  private Path feature;
  private Path jars;

  @BeforeEach
  void lay() throws IOException {
    feature = Files.writeString(folder.resolve("motd.json"), FEATURE);
    jars = Files.createDirectories(folder.resolve("jars"));
    jar("motd-1.2.0.jar", "com.acme.motd;singleton:=true", "1.2.0", "");
    jar("words-2.0.jar", "com.acme.words", "2.0.0.x", "\"g:carried:3\";license=\"Own, odd one\"");
  }

  private void jar(String file, String name, String version, String carries) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-License", "https://www.apache.org/licenses/LICENSE-2.0.txt");
    headers.putValue("Waagent-Carries", carries);
    try (OutputStream out = Files.newOutputStream(jars.resolve(file));
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new ZipEntry("a.txt"));
      jar.write(file.getBytes(UTF_8));
    }
  }

  private Path pack(String target, Optional<FeatureSigner> signer) throws Exception {
    return PackFeature.pack(feature, jars, folder.resolve(target), signer);
  }

  private static byte[] entry(Path archive, String name) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  @Test
  void carriesTheBundlesAndWhatTheyAre() throws Exception {
    Path archive = pack("target", Optional.empty());

    assertThat(archive.getFileName()).hasToString("acme-motd-1.2.0.zip");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getName)
          .containsExactly(
              "bundles/motd-1.2.0.jar",
              "bundles/words-2.0.jar",
              "digests",
              "feature.json",
              "sbom.json");
    }
    JsonObject json =
        JsonParser.parseString(new String(entry(archive, "feature.json"), UTF_8)).getAsJsonObject();
    assertThat(json.getAsJsonArray("bundles"))
        .extracting(
            bundle -> bundle.getAsJsonObject().get("symbolicName").getAsString(),
            bundle -> bundle.getAsJsonObject().get("version").getAsString())
        .containsExactly(tuple("com.acme.motd", "1.2.0"), tuple("com.acme.words", "2.0.0.x"));
    List<String> expected = new ArrayList<>();
    for (String name :
        List.of("bundles/motd-1.2.0.jar", "bundles/words-2.0.jar", "feature.json", "sbom.json")) {
      expected.add(Sha256.hex(entry(archive, name)) + "  " + name);
    }
    assertThat(new String(entry(archive, "digests"), UTF_8).lines())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void twoPackingsAreTheSameBytesSignedOrNot() throws Exception {
    FeatureSigner signer = Signed.signer("RSA");

    for (Optional<FeatureSigner> by :
        List.of(Optional.<FeatureSigner>empty(), Optional.of(signer))) {
      Path first = pack("first", by);
      Files.setLastModifiedTime(jars.resolve("motd-1.2.0.jar"), FileTime.fromMillis(12345678));
      assertThat(pack("second", by)).hasSameBinaryContentAs(first);
    }
  }

  @Test
  void theBillOfMaterialsKeepsToItsSchema() throws Exception {
    byte[] sbom = entry(pack("target", Optional.empty()), "sbom.json");

    org.cyclonedx.parsers.JsonParser schema = new org.cyclonedx.parsers.JsonParser();
    assertThat(schema.validate(sbom, Version.VERSION_16)).isEmpty();
    String text = new String(sbom, UTF_8);
    byte[] spoilt = text.replace("\"id\": \"MIT\"", "\"id\": \"None\"").getBytes(UTF_8);
    assertThat(schema.validate(spoilt, Version.VERSION_16)).isNotEmpty();
    assertThat(text)
        .contains("\"pkg:maven/com.acme/motd@1.2.0\"", "\"id\": \"Apache-2.0\"", "\"id\": \"MIT\"")
        .contains("\"name\": \"Own, odd one\"", "\"pkg:maven/g/carried@3\"")
        .contains(Sha256.hex(Files.readAllBytes(jars.resolve("words-2.0.jar"))));
  }

  @Test
  void theSignatureHoldsForTheDigests() throws Exception {
    for (String algorithm : List.of("RSA", "EC")) {
      Path archive = pack(algorithm, Optional.of(Signed.signer(algorithm)));
      CMSSignedData signed =
          new CMSSignedData(
              new CMSProcessableByteArray(entry(archive, "digests")),
              entry(archive, "digests.p7s"));
      SignerInformation signer = signed.getSignerInfos().iterator().next();
      @SuppressWarnings("unchecked")
      X509CertificateHolder certificate =
          (X509CertificateHolder)
              signed.getCertificates().getMatches(signer.getSID()).iterator().next();
      assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate)))
          .isTrue();
    }
  }

  @Test
  void readsKeyAndCertificateFromFilesAndPacksAFolder() throws Exception {
    Signed.Files pem = Signed.files(folder);

    PackFeature.main(
        new String[] {
          folder.toString(),
          jars.toString(),
          folder.resolve("target").toString(),
          "--key=" + pem.key(),
          "--certificate=" + pem.certificate()
        });

    assertThat(entry(folder.resolve("target/acme-motd-1.2.0.zip"), "digests.p7s")).isNotEmpty();
  }

  @Test
  void aKeyWithoutCertificateIsRefused() {
    String[] arguments = {feature.toString(), jars.toString(), "target", "--key=a.pem"};

    assertThatThrownBy(() -> PackFeature.main(arguments)).hasMessageStartingWith("usage: ");
  }

  @Test
  void aJarThatIsMissingOrAnotherOneIsNamed() throws Exception {
    Files.writeString(
        feature,
        FEATURE.replace(
            "\"bundleStartLevel\": 20", "\"version\": \"9.0.0\", \"bundleStartLevel\": 20"));
    assertThatThrownBy(() -> pack("target", Optional.empty()))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("version is 1.2.0 in the jar of com.acme:motd:1.2.0");

    Files.delete(jars.resolve("motd-1.2.0.jar"));
    assertThatThrownBy(() -> pack("target", Optional.empty()))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("motd-1.2.0.jar");
  }

  @Test
  void bringsLauncherAndFrameworkOnRequest() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.writeString(lib.resolve("launcher.jar"), "launcher");
    Files.writeString(lib.resolve("felix.jar"), "felix");
    Files.writeString(
        feature,
        FEATURE.replace(
            "{\"waagent\"",
            "{\"launch-framework\": {\"artifacts\": [{\"id\": \"f:felix:7.1\"}]}, \"waagent\""));

    Path archive = PackFeature.pack(feature, jars, lib, folder, Optional.empty());

    assertThat(entry(archive, "lib/launcher.jar")).asString(UTF_8).isEqualTo("launcher");
    assertThat(new String(entry(archive, "digests"), UTF_8))
        .contains(Sha256.hex("felix".getBytes(UTF_8)) + "  lib/felix.jar");
    byte[] bom = entry(archive, "sbom.json");
    assertThat(new org.cyclonedx.parsers.JsonParser().validate(bom, Version.VERSION_16)).isEmpty();
    assertThat(new String(bom, UTF_8))
        .contains("pkg:maven/f/felix@7.1", "pkg:maven/org.waagent/launcher@1.2.0");
  }

  @Test
  void whatNamesNoFrameworkBringsNone() throws Exception {
    assertThatThrownBy(() -> PackFeature.pack(feature, jars, jars, folder, Optional.empty()))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("names no framework");
  }

  @Test
  void aFeatureThatDoesNotTellWhoseItIsIsRefused() throws Exception {
    Files.writeString(feature, FEATURE.replace("\"feature\": \"partner\",", ""));

    assertThatThrownBy(() -> pack("target", Optional.empty()))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("motd.json: the extension waagent");
  }
}
