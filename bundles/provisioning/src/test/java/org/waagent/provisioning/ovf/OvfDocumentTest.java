// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;

class OvfDocumentTest {
  private static final Thumbprint THUMBPRINT =
      new Thumbprint("EB0C0AB4B2D5FC35F2F0658D19F44C8283E2DD62");

  private static String whole() {
    try (InputStream in = OvfDocumentTest.class.getResourceAsStream("whole.xml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OvfDocument read(String text) throws OvfException {
    return OvfDocument.read(text.getBytes(UTF_8));
  }

  @Test
  @Tag("S20")
  void readsAllThatProvisioningNeeds() throws Exception {
    OvfDocument document = read(whole());
    OvfEnvironment it = document.environment();

    assertThat(it.hostName()).isEqualTo("vm1");
    assertThat(it.userName()).isEqualTo("ann");
    assertThat(it.password()).contains(Secret.of("Passw0rd! & more"));
    assertThat(it.disableSshPasswordAuthentication()).isFalse();
    assertThat(it.publicKeys())
        .containsExactly(
            new OvfEnvironment.PublicKey(
                Optional.of(THUMBPRINT),
                "$HOME/ann/.ssh/authorized_keys",
                Optional.of("ssh-rsa AAAAB3NzaC1yc2E= ann@here")),
            new OvfEnvironment.PublicKey(
                Optional.empty(),
                "$HOME/ann/.ssh/authorized_keys",
                Optional.of("ecdsa-sha2-nistp256 AAAAE2VjZHNh second")));
    assertThat(it.keyPairs())
        .containsExactly(new OvfEnvironment.KeyPair(THUMBPRINT, "$HOME/ann/.ssh/id_rsa"));
    assertThat(it.customData()).contains(Secret.of("Q3VzdG9tRGF0YQ=="));
    assertThat(it.provisionGuestAgent()).isTrue();
    assertThat(it.preprovisioned()).isFalse();
    assertThat(document.oddities()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "bad data, true"})
  void doesWithoutTheAgentOnlyWhereItSaysSo(String text, boolean wanted) throws Exception {
    OvfDocument document = read(whole().replace("Agent>true<", "Agent>" + text + "<"));

    assertThat(document.environment().provisionGuestAgent()).isEqualTo(wanted);
    assertThat(document.guestAgent()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "HostName>vm1<, HostName><, HostName",
    "UserName>ann<, UserName><, UserName",
    "Agent>true<, Agent><, ProvisionGuestAgent",
    "ns1:PlatformSettingsSection, ns1:Other, PlatformSettingsSection",
    "LinuxProvisioningConfigurationSet, Other, LinuxProvisioningConfigurationSet",
    "ns1:Version, ns1:Other, Version",
    "ns0:Environment, ns1:Environment, Environment"
  })
  void saysWhatIsMissingAndWhere(String what, String instead, String missing) {
    assertThatThrownBy(() -> read(whole().replace(what, instead)))
        .isInstanceOf(OvfException.class)
        .hasMessageMatching(
            "ovf-env.xml, line [0-9]+: Failed to validate OVF: " + missing + " not found");
  }

  @Test
  void saysInWhichLineItIsBroken() {
    String broken = whole().replace("<UserName>ann</UserName>", "<UserName>ann</User>");

    assertThatThrownBy(() -> read(broken))
        .hasMessage("ovf-env.xml, line 8: is not well-formed XML");
  }

  @Test
  void neverQuotesAPasswordThatBreaksTheDocument() {
    String broken = whole().replace("Passw0rd! &amp; more", "geheim&secretentity; x");

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(OvfException.class)
        .hasMessageNotContaining("geheim")
        .hasMessageNotContaining("secretentity")
        .hasNoCause();
  }

  @Test
  void takesNoDocumentType() {
    String evil =
        whole()
            .replace(
                "<ns0:Environment ",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ns0:Environment ");

    assertThatThrownBy(() -> read(evil)).isInstanceOf(OvfException.class);
  }

  @Test
  void takesADocumentWithOtherBytesAroundIt() throws Exception {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    raw.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    raw.writeBytes(whole().getBytes(UTF_8));
    raw.writeBytes(new byte[2048]);

    assertThat(OvfDocument.read(raw.toByteArray()).environment().hostName()).isEqualTo("vm1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000\u0000", "no tag", "<", "<a", "<a/>"})
  void refusesWhatIsNoDocument(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(OvfException.class);
  }

  @Test
  void staysWithinItsBounds() {
    assertThatThrownBy(() -> OvfDocument.read(new byte[OvfDocument.MOST + 1]))
        .hasMessageContaining("more than");
    assertThatThrownBy(() -> read("<a>".repeat(40) + "</a>".repeat(40)))
        .hasMessageContaining("more elements");
    assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(10_001) + "</a>"))
        .hasMessageContaining("more elements");
  }

  @Test
  void takesNewerVersionsAndSaysSo() throws Exception {
    assertThat(read(whole().replace(">1.0<", ">1.7<")).oddities())
        .containsExactly("the OVF environment has version 1.7, newer than 1.0");
    assertThat(read(whole().replace(">1.0<", ">2.0<")).oddities()).hasSize(1);
  }

  @Test
  void keepsPasswordsOnWhereNothingIsSaid() throws Exception {
    String text = whole().replace("DisableSshPasswordAuthentication", "Other");

    assertThat(read(text).environment().disableSshPasswordAuthentication()).isFalse();
  }

  @Test
  void failsInOneWayOnly() {
    Random random = new Random(7);
    byte[] whole = whole().getBytes(UTF_8);
    for (int i = 0; i < 2000; i++) {
      byte[] spoiled = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(OvfDocument.read(spoiled)).isNotNull();
      } catch (OvfException e) {
        assertThat(e).hasMessageStartingWith("ovf-env.xml");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<UserPassword>Geheim1</UserPassword>",
        "<UserPassword xml:lang=\"x\">Geheim1</UserPassword>",
        "<UserPassword><![CDATA[Geheim1]]></UserPassword>",
        "<UserPassword>\nGeheim1\n</UserPassword>",
        "<UserPassword>Geh<!-- x -->eim1</UserPassword>",
        "<q:UserPassword"
            + " xmlns:q=\"http://schemas.microsoft.com/windowsazure\">Geheim1</q:UserPassword>",
        "<UserPassword>Geh&#101;im1</UserPassword>",
        "<UserPassword><b>Geheim1</b></UserPassword>"
      })
  void keepsNoPasswordHoweverItIsWritten(String element) throws Exception {
    String text = whole().replace("<UserPassword>Passw0rd! &amp; more</UserPassword>", element);

    String masked = new String(OvfFile.masked(text.getBytes(UTF_8)), UTF_8);

    assertThat(masked).doesNotContain("Geh").doesNotContain("eim1").contains(">*</");
    OvfEnvironment kept = read(masked).environment();
    assertThat(kept.password()).contains(Secret.of("*"));
    assertThat(kept.userName()).isEqualTo("ann");
    assertThat(kept.publicKeys()).isEqualTo(read(text).environment().publicKeys());
  }

  @Test
  void writesWhatItReads() throws Exception {
    OvfEnvironment it =
        new OvfEnvironment(
            "vm1",
            "ann",
            Optional.empty(),
            true,
            read(whole()).environment().publicKeys(),
            List.of(),
            Optional.of(Secret.of("QQ==")),
            true,
            false);

    assertThat(OvfDocument.read(OvfWriter.write(it)).environment()).isEqualTo(it);
  }
}
