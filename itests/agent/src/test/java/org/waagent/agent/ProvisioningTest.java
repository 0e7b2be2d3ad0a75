// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HealthReport;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** What a machine's provisioning tells the host, as far as nothing of this machine is made. */
final class ProvisioningTest {
  private static final String NAME = "Test.Provisioned";
  private static final String PASSWORD = "Ovf-Pa55w0rd-2001";
  private static final String KEY = "QUJDREVG";
  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
          xmlns:wa="http://schemas.microsoft.com/windowsazure">
        <wa:ProvisioningSection>
          <wa:Version>1.0</wa:Version>
          <wa:LinuxProvisioningConfigurationSet>
            <wa:HostName>vm-of-ann</wa:HostName>
            <wa:UserName>ann</wa:UserName>
            <wa:UserPassword>%s</wa:UserPassword>
          </wa:LinuxProvisioningConfigurationSet>
        </wa:ProvisioningSection>
        <wa:PlatformSettingsSection>
          <wa:Version>1.0</wa:Version>
          <wa:PlatformSettings>
            <wa:ProvisionGuestAgent>true</wa:ProvisionGuestAgent>
          </wa:PlatformSettings>
        </wa:PlatformSettingsSection>
      </Environment>
      """
          .formatted(PASSWORD);

  @RegisterExtension
  private final Scene scene = new Scene(HostOptions.defaults().keepBodies(), "Logs.Verbose=y");

  @BeforeEach
  void onlyRootProvisions() {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root provisions");
  }

  @Test
  @Tag("S8")
  void theHostHearsByWhichKeyCloudInitMadeTheMachineKnown() throws Exception {
    Path ssh = Files.createDirectory(scene.agent().folder().resolve("ssh"));
    scene.use(Scene.installation(), "Provisioning.Agent=cloud-init", "OS.SshDir=" + ssh);
    scene.agent().start();
    HealthReport first = scene.host().awaitHealth(report -> true, Scene.PATIENCE);
    assertThat(first.subStatus()).hasValue("Provisioning");

    Files.writeString(scene.lib("ovf-env.xml"), DOCUMENT.replace(PASSWORD, "*"));
    Files.writeString(ssh.resolve("ssh_host_rsa_key.pub"), "ssh-rsa " + KEY + " root@vm\n");
    scene.host().awaitHealth(HealthReport::isReady, Scene.PATIENCE);
    List<Request> told = scene.host().awaitRequests(Route.ROLE_PROPERTIES, 1, Scene.PATIENCE);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).text())
        .contains("name=\"CertificateThumbprint\" value=\"SHA256" + digest() + "\"");
    assertThat(told.get(0).status()).isEqualTo(202);
    assertThat(scene.lib("provisioned")).exists();
  }

  private static String digest() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(KEY));
    return Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  /** The agent lives on: it says why, takes goal states, and looks again for each of them. */
  @ParameterizedTest
  @Tag("S1")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <wa:HostName>vm-of-ann</wa:HostName>||ovf-env.xml, line 6: Failed to validate OVF: HostName not found
          </wa:UserPassword>|</wa:Password>|ovf-env.xml, line 9: is not well-formed XML
          """)
  void aMalformedMediumIsAnsweredWithLineAndReason(String part, String other, String said)
      throws Exception {
    ImageRoot image = image();
    assertThat(DOCUMENT).contains(part);
    image.insert(DOCUMENT.replace(part, other == null ? "" : other));
    scene.agent().start();

    HealthReport failed = scene.host().awaitHealth(ProvisioningTest::isFailed, Scene.PATIENCE);
    assertThat(failed.state()).isEqualTo("NotReady");
    assertThat(failed.description().orElseThrow()).contains(said);

    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    StatusDocument lives = scene.awaitSuccess(NAME, 0);
    assertThat(lives.text()).contains("provisioning failed: " + said);
    assertThat(scene.agent().run("status").out()).contains("Failed (3): " + said);
    assertThat(scene.lib("provisioned")).doesNotExist();
    assertNoPassword(image);
  }

  private static boolean isFailed(HealthReport report) {
    return report.subStatus().equals(Optional.of("ProvisioningFailed"));
  }

  private ImageRoot image() throws Exception {
    scene.use(Scene.installation(), "Provisioning.Agent=waagent");
    Path folder = scene.agent().folder();
    ImageRoot image = ImageRoot.at(folder.resolveSibling("image"), folder);
    scene.environment(image.environment());
    return image;
  }

  private void assertNoPassword(ImageRoot image) throws Exception {
    image.remove();
    SecretScan scan = new SecretScan(Map.of());
    scan.add("password of the medium", PASSWORD);
    scan.folder(image.path());
    for (Request request : scene.host().requests()) {
      scan.text(request.method() + " " + request.route().id(), text(request));
    }
    assertThat(scan.looked()).isGreaterThan(10);
    assertThat(scan.found()).isEmpty();
  }

  private static String text(Request request) {
    return new String(request.body(), StandardCharsets.ISO_8859_1);
  }
}
