// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that bring a launcher and a framework. */
class ClassPathTest {
  private static final String ENTRANCE = "org/waagent/launcher/Entrance.class";

  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void begin() throws Exception {
    lab = new Lab(folder);
  }

  private static byte[] launcher(String file) {
    return new TestJar("no.bundle", "1").file(file, "code").bytes();
  }

  private static byte[] framework(String version) {
    return new TestJar("felix", version).file("f", "code").bytes();
  }

  private Verdict verified(Path archive, Map<String, byte[]> more) throws Exception {
    TreeMap<String, byte[]> entries = Lab.entries(archive);
    entries.putAll(more);
    Lab.seal(entries, lab.authority.signer());
    Lab.rewrite(archive, entries);
    return lab.verify(archive);
  }

  private static void refused(Verdict verdict, Check check, String... why) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).check()).as(verdict.toString()).isEqualTo(check);
    assertThat(((Verdict.Refused) verdict).why()).contains(why);
  }

  @Test
  void anAgentMayBringItsLauncherAndItsFramework() throws Exception {
    Verdict verdict =
        verified(
            lab.agent(),
            Map.of("lib/launcher.jar", launcher(ENTRANCE), "lib/felix.jar", framework("7")));

    assertThat(verdict).as(verdict.toString()).isInstanceOf(Verdict.Sound.class);
    FeatureArchive archive = ((Verdict.Sound) verdict).archive();
    assertThat(archive.feature().classPath())
        .extracting(ClassPathEntry::name)
        .containsExactly("launcher.jar", "felix.jar");
    List<String> taken = new ArrayList<>();
    archive.classPath(
        (jar, content) -> {
          taken.add(jar.name());
          assertThat(Digests.hex(Digests.sha256().digest(content.readAllBytes())))
              .isEqualTo(jar.sha256());
        });
    assertThat(taken).containsExactlyInAnyOrder("launcher.jar", "felix.jar");
  }

  @Test
  void aLauncherThatCannotBeEnteredIsRefused() throws Exception {
    refused(
        verified(
            lab.agent(),
            Map.of("lib/launcher.jar", launcher("other"), "lib/felix.jar", framework("7"))),
        Check.BUNDLES,
        "lib/launcher.jar has no " + ENTRANCE);
  }

  @Test
  void aFrameworkOfAnotherVersionThanTheNamedOneIsRefused() throws Exception {
    refused(
        verified(
            lab.agent(),
            Map.of("lib/launcher.jar", launcher(ENTRANCE), "lib/felix.jar", framework("8"))),
        Check.BUNDLES,
        "lib/felix.jar is 8",
        "f:felix:7");
  }

  @Test
  void rubbishInTheirPlaceIsRefused() throws Exception {
    refused(
        verified(
            lab.agent(),
            Map.of("lib/launcher.jar", "rubbish".getBytes(), "lib/felix.jar", framework("7"))),
        Check.BUNDLES,
        "lib/launcher.jar is no jar");
  }

  @Test
  void oneWithoutTheOtherIsRefused() throws Exception {
    refused(
        verified(lab.agent(), Map.of("lib/felix.jar", framework("7"))),
        Check.FEATURE,
        "launcher and framework come together");
  }

  @Test
  void aPartnerBringsNone() throws Exception {
    Path archive =
        lab.pack(
            Lab.PARTNER,
            Map.of("one", new TestJar("com.acme.one", "1.0.0").bytes()),
            Optional.of(lab.authority.signer()));
    refused(
        verified(
            archive,
            Map.of("lib/launcher.jar", launcher(ENTRANCE), "lib/felix.jar", framework("7"))),
        Check.FEATURE,
        "which brings no lib/launcher.jar");
  }

  @Test
  void javaItselfIsNotCarriedAndTheReasonIsTold() throws Exception {
    refused(
        verified(lab.agent(), Map.of("jre/release", new byte[] {1})),
        Check.ARCHIVE,
        "jre/release",
        "Java comes with a package of the machine");
    lab.platform = new Platform(lab.platform.agent(), lab.platform.packages(), 16, "linux");
    refused(
        lab.verify(lab.agent()),
        Check.PLATFORM,
        "Java is 16, which comes with a package of the machine, and it needs [17.0.0,99.0.0)");
  }
}
