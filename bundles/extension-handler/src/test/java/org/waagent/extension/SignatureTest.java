// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.Status;

/** Packages are taken as their signatures allow. */
@Tag("V8")
class SignatureTest {
  private static final String NAME = "Acme.Web";
  private static final String MARKER = "package_validated";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    agent = new Agent(folder);
    agent.verifying = true;
    agent.start();
    agent.process(1);
  }

  private byte[] signed(String version) {
    return signed("Web", "Acme", version);
  }

  private byte[] signed(String type, String publisher, String version) {
    return agent
        .handlerPackage()
        .beside(
            "\"signingInfo\": {\"type\": \"%s\", \"publisher\": \"%s\", \"version\": \"%s\"}"
                .formatted(type, publisher, version))
        .zip();
  }

  private Handler wanted(String version, String signature) {
    return wanted(version, ENABLED, signature);
  }

  private Handler wanted(String version, RequestedState requested, String signature) {
    Handler plain = handler(NAME, version, requested, settings(NAME, 1));
    return new Handler(
        plain.name(),
        plain.version(),
        plain.requested(),
        plain.manifestLocations(),
        Optional.of(signature),
        false,
        plain.extensions(),
        Optional.empty());
  }

  private void require() throws IOException {
    agent.enforcing = true;
    agent.verifying = false;
    Files.writeString(
        agent.policyFile,
        """
        {"policyVersion": "0.1.0", "extensionPolicies": {"signatureRequired": false,
         "extensions": {"ACME.WEB": {"signatureRequired": true}}}}
        """);
    agent.start();
  }

  private Path folder(String version) {
    return agent.lib.resolve(NAME + "-" + version);
  }

  private String refusal() {
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1009);
    assertThat(status.state()).isEqualTo("NotReady");
    assertThat(status.extension().orElseThrow().state()).contains("error");
    String message = status.message().orElseThrow();
    assertThat(message)
        .startsWith(
            "Extension will not be processed: failed to run extension 'Acme.Web' because the"
                + " policy file ('"
                + agent.policyFile
                + "') requires a signature, and ");
    return message;
  }

  private String log() {
    return String.join("\n", agent.machine.log().lines());
  }

  @Test
  void marksAPackageThatIsGood() throws Exception {
    byte[] zip = signed("WEB", "acme", "1.0.0");
    agent.artifacts.publish(NAME, "1.0.0", zip);
    assertThat(agent.process(2, wanted("1.0.0", SaltedCms.sign(agent, zip)))).isEmpty();
    assertThat(folder("1.0.0").resolve(MARKER)).isEmptyFile();
    assertThat(log())
        .contains("Successfully validated signature for package 'Acme.Web-1.0.0'")
        .contains(
            "Successfully validated handler manifest 'signingInfo' for extension 'Acme.Web-1.0.0'");
  }

  @Test
  void goesOnWithABadOneWhereNobodyRequiresMore() throws Exception {
    agent.artifacts.publish(NAME, "1.0.0", signed("1.0.0"));
    assertThat(agent.process(2, wanted("1.0.0", "AAAA"))).isEmpty();
    assertThat(folder("1.0.0").resolve(MARKER)).doesNotExist();
    assertThat(agent.calls()).hasSize(2);
    assertThat(log())
        .contains("This failure can be safely ignored; will continue processing the package.");
  }

  @Test
  void asksNothingOfAPackageWithoutASignature() throws Exception {
    agent.publish(NAME, "1.0.0");
    assertThat(agent.process(2, wanted("1.0.0", ""))).isEmpty();
    assertThat(log()).doesNotContain("safely ignored");
  }

  @Test
  void takesNoMarkerFromThePackage() throws Exception {
    agent.artifacts.publish(
        NAME,
        "1.0.0",
        agent.handlerPackage().file(MARKER, "").file("config/HandlerState", "Enabled").zip());
    assertThat(agent.process(2, wanted("1.0.0", "AAAA"))).isEmpty();
    assertThat(folder("1.0.0").resolve(MARKER)).doesNotExist();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void writesTheBuiltInRootForTheOwnerAlone() throws Exception {
    Path root = agent.lib.resolve("microsoft_root_certificate.pem");
    assertThat(root).content().startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rw-------");
  }

  @Test
  void takesASignedPackageWhereOneIsRequired() throws Exception {
    require();
    byte[] zip = signed("1.0.0");
    agent.artifacts.publish(NAME, "1.0.0", zip);
    assertThat(agent.process(2, wanted("1.0.0", SaltedCms.sign(agent, zip)))).isEmpty();
    assertThat(folder("1.0.0").resolve(MARKER)).exists();
    assertThat(agent.process(3, handler(NAME, "1.0.0", ENABLED, settings(NAME, 2)))).isEmpty();
  }

  @Test
  void refusesAPackageWithoutASignatureBeforeItIsFetched() throws Exception {
    require();
    agent.publish(NAME, "1.0.0");
    agent.process(2, handler(NAME, "1.0.0", ENABLED, settings(NAME, 1)));
    assertThat(refusal()).endsWith("its package has none");
    assertThat(agent.artifacts.requests).doesNotContain(NAME + "/1.0.0");
    assertThat(agent.text(NAME + "-1.0.0/status/1.status")).contains("\"code\": 1009");
    assertThat(agent.calls()).isEmpty();
  }

  @Test
  void refusesATamperedUpdateAndKeepsTheOldVersion() throws Exception {
    byte[] old = signed("1.0.0");
    agent.artifacts.publish(NAME, "1.0.0", old);
    require();
    agent.process(2, wanted("1.0.0", SaltedCms.sign(agent, old)));
    agent.calls();
    byte[] next = signed("2.0.0");
    String signature = SaltedCms.sign(agent, next);
    agent.artifacts.publish(NAME, "2.0.0", agent.handlerPackage().zip());
    agent.process(3, wanted("2.0.0", signature));
    assertThat(refusal()).endsWith("the content is not what was signed");
    assertThat(folder("2.0.0").resolve("bin")).doesNotExist();
    assertThat(folder("2.0.0").resolve("HandlerManifest.json")).doesNotExist();
    assertThat(agent.lib.resolve(NAME + "__2.0.0.zip")).doesNotExist();
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("Enabled");
    assertThat(agent.calls()).isEmpty();
    agent.artifacts.publish(NAME, "2.0.0", next);
    assertThat(agent.process(4, wanted("2.0.0", signature))).isEmpty();
    assertThat(folder("2.0.0").resolve(MARKER)).exists();
  }

  @Test
  void refusesThePackageOfSomethingElse() throws Exception {
    require();
    byte[] zip = signed("Web", "Acme", "0.9.0");
    agent.artifacts.publish(NAME, "1.0.0", zip);
    agent.process(2, wanted("1.0.0", SaltedCms.sign(agent, zip)));
    assertThat(refusal())
        .endsWith(
            "'signingInfo' of the handler manifest names the version '0.9.0' and not '1.0.0'");
    assertThat(folder("1.0.0").resolve("bin")).doesNotExist();
  }

  @Test
  void refusesEverythingWithoutARoot() throws Exception {
    require();
    byte[] zip = signed("1.0.0");
    String signature = SaltedCms.sign(agent, zip);
    agent.artifacts.publish(NAME, "1.0.0", zip);
    agent.process(2);
    Files.delete(agent.lib.resolve("microsoft_root_certificate.pem"));
    agent.process(3, wanted("1.0.0", signature));
    assertThat(refusal()).endsWith("microsoft_root_certificate.pem is missing");
  }

  @Test
  void refusesSignaturesThatAreNone() throws Exception {
    require();
    agent.artifacts.publish(NAME, "1.0.0", signed("1.0.0"));
    agent.process(2, wanted("1.0.0", "%%%"));
    assertThat(refusal()).endsWith("the signature is no base64");
    agent.process(3, wanted("1.0.0", "A".repeat(2 << 20)));
    assertThat(refusal()).contains("longer than");
    agent.process(4, wanted("1.0.0", Base64.getEncoder().encodeToString(new byte[32])));
    assertThat(refusal()).endsWith("not what was signed");
  }

  @Test
  void refusesAVersionThatWasInstalledUnverifiedButLetsItGo() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(2, handler(NAME, "1.0.0", ENABLED, settings(NAME, 1)));
    agent.calls();
    require();
    agent.process(3, wanted("1.0.0", "AAAA"));
    assertThat(refusal()).contains("Remove the extension and add it again");
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.process(4, wanted("1.0.0", UNINSTALL, ""))).isEmpty();
    assertThat(agent.calls()).containsExactly("disable 1.0.0 1", "uninstall 1.0.0 1");
  }
}
