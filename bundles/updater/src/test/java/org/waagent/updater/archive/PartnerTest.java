// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.updater.archive.sample.Decent;
import org.waagent.updater.archive.sample.Sly;

/** What the bundles of partners may be made of. */
class PartnerTest {
  private static final String USES =
      Lab.PARTNER
          + """
          , "uses": {"ports": ["org.waagent.os.Files"], "write": ["/etc/acme/**"],
                     "pids": ["org.waagent.acme"]%s}
          """;

  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="acme"
          configuration-pid="$ %s">
        <service><provide interface="%s"/></service>
        <reference name="r" interface="%s"/>
        <implementation class="com.acme.Acme"/>
      </scr:component>
      """;

  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void begin() throws IOException {
    lab = new Lab(folder);
  }

  private static TestJar jar() {
    return new TestJar("com.acme.one", "1.0.0").with("Service-Component", "OSGI-INF/a*.xml");
  }

  private static TestJar withComponent(String pid, String provides, String asks) {
    return jar().file("OSGI-INF/acme.xml", COMPONENT.formatted(pid, provides, asks));
  }

  private Verdict verify(TestJar jar, String more) {
    return lab.verify(
        lab.pack(
            USES.formatted(more), Map.of("one", jar.bytes()), Optional.of(lab.authority.signer())));
  }

  /** What is told of a bundle: nothing if it is sound. */
  private List<String> told(TestJar jar) {
    lab.allowDirect = true;
    Verdict verdict = verify(jar, ", \"direct\": true");
    assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    return ((Verdict.Sound) verdict)
        .findings().stream().map(f -> f.place() + " " + f.what()).toList();
  }

  @Test
  void aPluginThatKeepsToThePortsIsSound() {
    TestJar jar =
        withComponent("org.waagent.acme", "org.waagent.plugin.Plugin", "org.waagent.os.Files")
            .with(
                "Import-Package", "java.util,org.waagent.os;version=\"[1.3,2)\",org.osgi.framework")
            .with("Export-Package", "com.acme.words;version=\"1.0.0\"")
            .classes(Decent.class)
            .classes(Decent.class.getDeclaredClasses());

    assertThat(verify(jar, "")).isInstanceOf(Verdict.Sound.class);
    assertThat(told(jar)).isEmpty();
  }

  /** Every method of {@link Sly} is a way; none may be missed. */
  @Test
  void everyWayAroundThePortsIsFoundWhereItIs() {
    List<String> told = told(jar().classes(Sly.class).classes(Sly.class.getDeclaredClasses()));

    String name = Sly.class.getName();
    Stream<String> methods =
        Arrays.stream(Sly.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic())
            .map(method -> method.getName());
    assertThat(methods)
        .hasSizeGreaterThan(25)
        .allSatisfy(
            method ->
                assertThat(told)
                    .anyMatch(
                        finding ->
                            finding.startsWith(name + "." + method + " ")
                                || finding.startsWith(name + ".lambda$" + method + "$")));
    assertThat(told)
        .contains(
            name + ".file calls java.io.File.delete",
            name + ".nio calls java.nio.file.Files.readAllBytes",
            name + ".writer calls java.io.PrintWriter.<init>",
            name + ".converted uses java.io.File",
            name + ".exit calls java.lang.System.exit",
            name + ".nativeCode is native code",
            name + ".methodReference calls java.io.File.<init>",
            name + ".constant uses java.net.DatagramSocket",
            name + ".bundle calls org.osgi.framework.Bundle.stop",
            name + "$OwnThread extends java.lang.Thread",
            name + "$OwnLoader extends java.lang.ClassLoader",
            name + "$OwnZone extends java.util.TimeZone");
  }

  @Test
  void whatIsFoundIsTakenOnlyIfItIsDeclaredAndAllowed() {
    TestJar jar = jar().classes(Sly.class);
    assertThat(verify(jar, "").toString())
        .startsWith(Check.USES.failure())
        .contains("com.acme.one: " + Sly.class.getName() + ".arrays uses java.io.File")
        .contains("the feature does not say that it does so", " in all");
    assertThat(verify(jar, ", \"direct\": true").toString())
        .contains("Features.AllowDirect is n: com.acme.one");

    lab.allowDirect = true;
    assertThat(verify(jar, "")).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Sound) verify(jar, ", \"direct\": true")).findings()).isNotEmpty();
  }

  @Test
  void whatAComponentDoesNotDeclareIsFound() {
    assertThat(told(withComponent("org.waagent.os", "com.acme.X", "com.acme.Y")))
        .containsExactly("acme reads the configuration org.waagent.os, which is not declared");
    assertThat(told(withComponent("", "com.acme.X", "org.waagent.os.Shell")))
        .containsExactly("acme asks for org.waagent.os.Shell, which is not declared");
    assertThat(told(withComponent("", "com.acme.X", "org.osgi.service.cm.ConfigurationAdmin")))
        .containsExactly("acme asks for org.osgi.service.cm.ConfigurationAdmin");
    assertThat(told(withComponent("", "org.waagent.os.Files", "com.acme.Y")))
        .containsExactly("acme offers org.waagent.os.Files, which is the agent's to offer");
    assertThat(told(jar().file("OSGI-INF/a.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:/'>]>&e;")))
        .containsExactly("OSGI-INF/a.xml can't be read as XML");
  }

  /** Its name is the PID of a component that names none. */
  @Test
  void aComponentThatIsNamedLikeASectionReadsIt() {
    String described = "<component name=\"%s\"%s/>";
    String told = "org.waagent.provisioning reads the configuration org.waagent.provisioning";

    assertThat(
            told(jar().file("OSGI-INF/a.xml", described.formatted("org.waagent.provisioning", ""))))
        .containsExactly(told + ", which is not declared");
    assertThat(
            told(
                jar()
                    .file(
                        "OSGI-INF/a.xml",
                        described.formatted(
                            "org.waagent.provisioning", " configuration-pid=\"$\""))))
        .containsExactly(told + ", which is not declared");
    assertThat(told(jar().file("OSGI-INF/a.xml", described.formatted("org.waagent.acme", ""))))
        .isEmpty();
    assertThat(told(jar().file("OSGI-INF/a.xml", "<component/>")))
        .containsExactly("OSGI-INF/a.xml describes a component without a name");
  }

  @Test
  void headersThatReachIntoOthersAreFound() {
    TestJar jar =
        jar()
            .with("Fragment-Host", "org.waagent.core")
            .with("Require-Bundle", "system.bundle")
            .with("DynamicImport-Package", "*")
            .with("Bundle-NativeCode", "a.so")
            .with("Bundle-ClassPath", ".,lib/hidden.jar")
            .with("Import-Package", "okhttp3;version=\"[5,6)\",org.osgi.framework.hooks.weaving")
            .with("Export-Package", "org.waagent.os;version=\"9\",com.acme.words");

    assertThat(told(jar))
        .containsExactly(
            "Bundle-ClassPath names lib/hidden.jar, which is not looked into",
            "Bundle-NativeCode is in its manifest",
            "DynamicImport-Package is in its manifest",
            "Export-Package names org.waagent.os, which the agent has",
            "Fragment-Host is in its manifest",
            "Import-Package names okhttp3",
            "Import-Package names org.osgi.framework.hooks.weaving",
            "Require-Bundle is in its manifest");
  }

  @Test
  void aClassThatCanNotBeReadIsFound() {
    assertThat(told(jar().file("com/acme/A.class", "no class")))
        .singleElement()
        .asString()
        .startsWith("com/acme/A.class can't be read as a class");
  }

  @Test
  void aBundleThatHidesFilesFromOtherReadersIsRefused() {
    byte[] jar = jar().classes(Decent.class).bytes();
    byte[] prefixed = new byte[jar.length + 4];
    System.arraycopy(jar, 0, prefixed, 4, jar.length);
    // PackFeature would not find a manifest there, so the archive is written around it.
    Path archive =
        lab.pack(USES.formatted(""), Map.of("one", jar), Optional.of(lab.authority.signer()));
    try {
      Map<String, byte[]> entries = Lab.entries(archive);
      entries.put("bundles/one-1.0.0.jar", prefixed);
      Lab.seal(entries, lab.authority.signer());
      Lab.rewrite(archive, entries);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertThat(lab.verify(archive).toString())
        .startsWith(Check.BUNDLES.failure())
        .contains("bundles/one-1.0.0.jar is no bundle: no zip");
  }

  @Test
  void theAgentsOwnNamesAreNotForPartners() {
    TestJar jar = new TestJar("org.waagent.core", "1.0.0");

    assertThat(verify(jar, "").toString())
        .startsWith(Check.FEATURE.failure())
        .contains("has the agent's own name org.waagent.core");
  }
}
