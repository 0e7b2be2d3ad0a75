// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.assembly.FeatureSigner;

class VerificationTest {
  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void begin() throws IOException {
    lab = new Lab(folder);
  }

  private static Verdict.Sound sound(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    return (Verdict.Sound) verdict;
  }

  private static void refused(Verdict verdict, Check check, String why) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    Verdict.Refused refused = (Verdict.Refused) verdict;
    assertThat(refused.check()).as(refused.why()).isEqualTo(check);
    assertThat(refused.why()).contains(why);
    assertThat(refused.toString()).startsWith(check.failure());
  }

  @Test
  void takesWhatTheBuildPacked() {
    Verdict.Sound sound = sound(lab.verify(lab.agent()));

    assertThat(sound.trust()).isEqualTo(Verdict.Trust.SIGNED);
    assertThat(sound.findings()).isEmpty();
    Feature feature = sound.archive().feature();
    assertThat(feature.fullName()).isEqualTo("acme-1.2.0");
    assertThat(feature.kind()).isEqualTo(Feature.Kind.AGENT);
    assertThat(feature.framework()).isEqualTo("f:felix:7");
    assertThat(feature.properties()).containsExactly(Map.entry("a", "b"));
    assertThat(feature.bundles())
        .extracting(BundleEntry::symbolicName, BundleEntry::file)
        .containsExactly(
            tuple("com.acme.one", "one-1.0.0.jar"), tuple("com.acme.two", "two-1.0.0.jar"));
  }

  @Test
  void handsOutTheBundlesAsTheyWerePacked() throws Exception {
    Path archive = lab.agent();
    List<String> names = new ArrayList<>();

    sound(lab.verify(archive))
        .archive()
        .bundles(
            (bundle, content) -> {
              names.add(bundle.symbolicName());
              assertThat(content.readAllBytes())
                  .isEqualTo(Lab.entries(archive).get("bundles/" + bundle.file()));
            });

    assertThat(names).containsExactly("com.acme.one", "com.acme.two");
  }

  @Test
  void aBundleThatChangedSinceIsNotTaken() throws Exception {
    Path archive = lab.agent();
    FeatureArchive verified = sound(lab.verify(archive)).archive();
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    entries.put("bundles/two-1.0.0.jar", new TestJar("com.acme.two", "6.6.6").bytes());
    Lab.rewrite(archive, entries);

    assertThatThrownBy(() -> verified.bundles((bundle, content) -> content.readAllBytes()))
        .isInstanceOf(BadArchive.class)
        .hasMessage("bundles/two-1.0.0.jar is no longer what was verified");
  }

  @Test
  void everyEntryThatWasTamperedWithIsNamed() throws Exception {
    Path archive = lab.agent();
    TreeMap<String, byte[]> good = Lab.entries(archive);
    for (String name : List.of("bundles/one-1.0.0.jar", "feature.json", "sbom.json")) {
      TreeMap<String, byte[]> entries = new TreeMap<>(good);
      entries.put(name, (new String(good.get(name), UTF_8) + " ").getBytes(UTF_8));
      Lab.rewrite(archive, entries);
      refused(lab.verify(archive), Check.DIGESTS, name + " is not what was declared");
    }
    TreeMap<String, byte[]> entries = new TreeMap<>(good);
    byte[] digests = good.get("digests").clone();
    digests[0] = (byte) (digests[0] == 'a' ? 'b' : 'a');
    entries.put("digests", digests);
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.SIGNATURE, "the content is not what was signed");
  }

  @Test
  void anEntryMoreOrLessThanDeclaredIsNamed() throws Exception {
    Path archive = lab.agent();
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    entries.put("bundles/more-1.jar", new byte[] {1});
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.DIGESTS, "bundles/more-1.jar is not declared");

    entries.remove("bundles/more-1.jar");
    entries.remove("bundles/one-1.0.0.jar");
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.DIGESTS, "bundles/one-1.0.0.jar is declared and missing");
  }

  @Test
  void anUnsignedArchiveIsTakenOnlyIfTheOwnerAllows() throws Exception {
    Path archive = lab.agent();
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    entries.remove("digests.p7s");
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.SIGNATURE, "nobody signed it");

    lab.allowUnsigned = true;
    assertThat(sound(lab.verify(archive)).trust()).isEqualTo(Verdict.Trust.UNSIGNED);
  }

  @Test
  void aWrongSignatureIsNeverTakenForNone() throws Exception {
    lab.allowUnsigned = true;
    Path archive = lab.agent();
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    FeatureSigner stranger = new TestAuthority("Somebody else").signer();
    Lab.seal(entries, stranger);
    Lab.rewrite(archive, entries);

    refused(lab.verify(archive), Check.SIGNATURE, "leads to no trusted root");
    entries.put("digests.p7s", new byte[] {1, 2, 3});
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.SIGNATURE, "");
  }

  @Test
  void theSignersCertificateMayHaveExpiredSince() throws Exception {
    Path archive = lab.agent();
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    Lab.seal(entries, lab.authority.signer(-300, -200));
    Lab.rewrite(archive, entries);
    sound(lab.verify(archive));

    TestAuthority part = lab.authority.below(-50, 100);
    Lab.seal(entries, part.signer(-10, -5));
    Lab.rewrite(archive, entries);
    sound(lab.verify(archive));

    // Nobody can have signed under an authority that did not hold yet.
    Lab.seal(entries, part.signer(-60, 100));
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.SIGNATURE, "leads to no trusted root");
  }

  @Test
  void otherRootsCountInPlaceOfTheInstallations() throws Exception {
    Path archive = lab.agent();
    Files.createDirectories(folder.resolve("etc/acme"));
    refused(
        lab.verify(archive, "/etc/acme"), Check.SIGNATURE, "there is no .pem file in /etc/acme");

    Files.writeString(folder.resolve("etc/acme/b.pem"), new TestAuthority("Other").pem());
    refused(lab.verify(archive, "/etc/acme"), Check.SIGNATURE, "leads to no trusted root");

    Files.writeString(folder.resolve("etc/acme/a.pem"), lab.authority.pem());
    sound(lab.verify(archive, "/etc/acme"));
    sound(lab.verify(archive, "/etc/acme/b.pem, /etc/acme/a.pem"));
    refused(lab.verify(archive, "/etc/acme/gone.pem"), Check.SIGNATURE, "gone.pem");
  }

  @Test
  void aFeatureForAnotherPlatformSaysWhatIsHere() {
    Map<String, byte[]> jars = Map.of("one", new TestJar("com.acme.one", "1.0.0").bytes());
    Map<String, String> cases =
        Map.of(
            "\"feature\": \"agent\", \"agent\": \"[4,5)\"",
            "the agent is 3.1.0, and it needs [4.0.0,5.0.0)",
            "\"feature\": \"agent\", \"java\": \"[21,26)\"",
            "Java is 17, which comes with a package of the machine, and it needs [21.0.0,26.0.0)",
            "\"feature\": \"agent\", \"os\": [\"freebsd\"]",
            "the system is linux, and it is for freebsd",
            "\"feature\": \"partner\", \"agent\": \"3\", \"api\": {\"org.waagent.plugin\": \"[2,3)\"}",
            "org.waagent.plugin is 1.3.0, and it needs [2.0.0,3.0.0)",
            "\"feature\": \"partner\", \"agent\": \"3\", \"api\": {\"org.waagent.odd\": \"1\"}",
            "nobody offers org.waagent.odd");
    cases.forEach(
        (extension, why) ->
            refused(
                lab.verify(lab.pack(extension, jars, Optional.of(lab.authority.signer()))),
                Check.PLATFORM,
                why));
  }

  @Test
  void aBundleThatIsAnotherThanItsFeatureSaysIsNamed() throws Exception {
    Path archive = lab.agent();
    for (TestJar other :
        List.of(new TestJar("com.acme.six", "1.0.0"), new TestJar("com.acme.one", "1.0.1"))) {
      TreeMap<String, byte[]> entries = Lab.entries(archive);
      entries.put("bundles/one-1.0.0.jar", other.bytes());
      Lab.seal(entries, lab.authority.signer());
      Lab.rewrite(archive, entries);
      refused(lab.verify(archive), Check.BUNDLES, "and not com.acme.one 1.0.0");
    }
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    entries.put("bundles/one-1.0.0.jar", new byte[100]);
    Lab.seal(entries, lab.authority.signer());
    Lab.rewrite(archive, entries);
    refused(lab.verify(archive), Check.BUNDLES, "bundles/one-1.0.0.jar is no bundle: no zip");
  }

  @Test
  void aFileThatIsMissingIsRefusedToo() {
    refused(lab.verify(folder.resolve("gone.zip")), Check.ARCHIVE, "gone.zip");
  }
}
