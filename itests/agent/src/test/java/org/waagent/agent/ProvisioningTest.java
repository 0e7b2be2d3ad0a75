// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private static final String LEFT = "of the former machine";

  /** What the platform's agents leave that is not the next machine's. */
  private static final List<String> FORMER =
      List.of(
          "HostingEnvironmentConfig.xml",
          "Incarnation",
          "partition",
          "Protocol",
          "SharedConfig.xml",
          "WireServerEndpoint",
          "published_hostname",
          "fast_track.json",
          "initial_goal_state",
          "waagent_rsm_update",
          "waagent_initial_update",
          "Extensions.7.xml",
          "ExtensionsConfig.7.xml",
          "GoalState.7.xml",
          NAME + "-1.0.0/mrseq",
          NAME + "-1.0.0/config/7.settings",
          NAME + "-1.0.0/config/HandlerStatus",
          NAME + "-1.0.0/status/7.status");

  private static final String DOCUMENT = OvfText.of("vm-of-ann", "ann", PASSWORD);

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

  /** The plan of the medium that is there, for who looks before; nothing is made or kept. */
  @Test
  void aDryRunShowsWhatTheMediumAsksFor() throws Exception {
    ImageRoot image = image();
    image.insert(DOCUMENT);

    Agent.Answer shown = scene.agent().run("provision", "--dry-run");
    assertThat(shown.out())
        .contains(
            "would read the provisioning medium",
            "would take the OVF environment of /dev/sr0",
            "would set the host name to vm-of-ann",
            "would make the user's account: ann",
            "would mark the machine as provisioned")
        .doesNotContain("if the medium asks for it");
    assertThat(shown.code()).isZero();
    assertThat(scene.lib("ovf-env.xml")).doesNotExist();
    assertThat(scene.lib("provisioned")).doesNotExist();

    image.insert(DOCUMENT.replace("<wa:HostName>vm-of-ann</wa:HostName>", ""));
    Agent.Answer wrong = scene.agent().run("provision", "--dry-run", "--json");
    assertThat(wrong.out()).contains("\"read the provisioning medium\"");
    assertThat(wrong.err()).contains("line 6: Failed to validate OVF: HostName not found");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(List.of(shown, wrong).toString()).doesNotContain(PASSWORD);
  }

  /** Twice: once by who finds it, once by the successor of an agent that was killed at it. */
  @Test
  void whatAFormerMachineLeftGoesAlsoWhereTheAgentRests() throws Exception {
    image().identify("544CDFD0-CB4E-4B4A-9954-5BDF3ED5C3B8");
    Files.createDirectories(scene.lib());
    Files.writeString(scene.lib("provisioned"), "11111111-2222-3333-4444-556677889900");
    Files.createFile(scene.lib("disable_agent"));
    leave();
    scene.agent().start();
    awaitGone();
    assertThat(scene.lib("provisioned")).hasContent("D0DF4C54-4ECB-4A4B-9954-5BDF3ED5C3B8");

    scene.agent().kill();
    leave();
    Files.writeString(scene.lib("state", "core", "removal"), "VM_CHANGED\n");
    scene.agent().start();
    awaitGone();
    assertThat(scene.host().statuses()).as("it rests").isEmpty();
  }

  private void leave() throws Exception {
    for (String name : FORMER) {
      Path file = scene.lib().resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, LEFT);
    }
    Files.createDirectories(scene.lib("WALinuxAgent-2.2.26", "config"));
    Files.writeString(scene.lib("WALinuxAgent-2.2.26", "config", "0.settings"), "an agent's own");
  }

  /** Some are there again, with what this machine's goal state says. */
  private void awaitGone() throws Exception {
    Pause.until("what was left is gone", Scene.PATIENCE, () -> left().isEmpty());
    assertThat(scene.lib("WALinuxAgent-2.2.26", "config", "0.settings")).exists();
  }

  private List<String> left() {
    return FORMER.stream().filter(name -> isLeft(scene.lib().resolve(name))).toList();
  }

  private static boolean isLeft(Path file) {
    try {
      return Files.readString(file).equals(LEFT);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
