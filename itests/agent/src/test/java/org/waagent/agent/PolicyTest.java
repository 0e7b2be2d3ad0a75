// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.StatusDocument;
import org.waagent.azurehost.crypto.PackageSigner;
import org.waagent.azurehost.crypto.TimeStamper;

/** The owner of the machine decides which extensions run, and under whose signature. */
final class PolicyTest {
  private static final String GOOD = "Test.Good";
  private static final String BAD = "Test.Bad";
  private static final String LATE = "Test.Late";

  @RegisterExtension private final Scene scene = new Scene();

  private Path policy;
  private Path root;

  @BeforeEach
  void configure() {
    policy = scene.agent().folder().resolve("policy.json");
    root = scene.agent().folder().resolve("root.pem");
    scene.use(
        Scene.installation(),
        "Debug.EnableExtensionPolicy=y",
        "Policy.PolicyFilePath=" + policy,
        "Extensions.SigningRoots=" + root);
  }

  private void policy(String policies) throws IOException {
    Files.writeString(
        policy, "{\"policyVersion\": \"0.1.0\", \"extensionPolicies\": {" + policies + "}}");
  }

  @Test
  @Tag("D39")
  @Tag("V7")
  void runsOnlyWhatIsAllowedAndFailsWhatDependsOnTheRest() throws Exception {
    policy(
        "\"allowListedExtensionsOnly\": true, \"extensions\": {\"TEST.good\": {}, \"Test.Late\": {}}");
    scene
        .host()
        .publish(
            GoalState.of(
                scene.handler(GOOD).extension().settings("{}").level(1),
                scene.handler(BAD).extension().settings("{}").level(2),
                scene.handler(LATE).extension().settings("{}").level(3)));
    scene.agent().start();
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s ->
                    s.handler(BAD).code() == 1009
                        && s.handler(LATE).code() == -1
                        && s.handler(GOOD).hasSucceeded(0),
                Scene.PATIENCE);

    assertThat(scene.trace().commands())
        .containsExactly(GOOD + "-1.0.0 install 0", GOOD + "-1.0.0 enable 0");
    HandlerStatus bad = status.handler(BAD);
    assertThat(bad.status()).isEqualTo("NotReady");
    assertThat(bad.message())
        .isEqualTo(
            "Extension will not be processed: failed to run extension 'Test.Bad' because it is not"
                + " specified as an allowed extension. To run, add the extension to the list of"
                + " allowed extensions in the policy file ('%s').",
            policy);
    assertThat(bad.extensionStatus()).isEqualTo("error");
    assertThat(bad.extensionCode()).isEqualTo(1009);
    assertThat(bad.sequenceNumber()).isZero();
    assertThat(status.handler(LATE).message())
        .startsWith("Skipping processing of extensions since execution of dependent extension");
  }

  @Test
  @Tag("D39")
  @Tag("V7")
  void failsEveryExtensionUntilThePolicyIsCorrected() throws Exception {
    policy("\"allowListed\": true");
    Extension wanted = scene.handler(GOOD).extension().settings("{}");
    scene.host().publish(GoalState.of(wanted));
    scene.agent().start();
    StatusDocument status =
        scene.host().awaitStatus(s -> s.handler(GOOD).code() == 1009, Scene.PATIENCE);
    assertThat(status.handler(GOOD).message())
        .startsWith(
            "Extension will not be processed: Customer-provided policy file ('%s') is invalid, please correct the following error: "
                .formatted(policy))
        .contains("'allowListed' is not known");
    assertThat(scene.agent().run("doctor").out()).contains("'allowListed' is not known");

    policy("\"allowListedExtensionsOnly\": false");
    scene.host().publish(GoalState.of(wanted));
    scene.awaitSuccess(GOOD, 0);
    assertThat(scene.trace().commands())
        .containsExactly(GOOD + "-1.0.0 install 0", GOOD + "-1.0.0 enable 0");
  }

  @Test
  @Tag("V8")
  @Tag("V7")
  void takesSignedPackagesAndNoTamperedOnes() throws Exception {
    PackageSigner signer = PackageSigner.create();
    Files.writeString(root, signer.rootPem());
    policy("\"signatureRequired\": true");
    ExtensionPackage old = signable(GOOD, "1.0.0");
    Extension first =
        scene.handler(GOOD).extension(old).settings("{}").signature(signer.encoded(old.content()));
    scene.host().publish(GoalState.of(first, scene.handler(BAD).extension().settings("{}")));
    scene.agent().start();
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> s.handler(GOOD).hasSucceeded(0) && s.handler(BAD).code() == 1009,
                Scene.PATIENCE);
    assertThat(status.handler(BAD).message()).endsWith("its package has none");
    assertThat(scene.lib(GOOD + "-1.0.0", "package_validated")).isEmptyFile();
    assertThat(scene.agent().log())
        .contains("Successfully validated signature for package 'Test.Good-1.0.0'")
        .contains(
            "Successfully validated handler manifest 'signingInfo' for extension"
                + " 'Test.Good-1.0.0'");

    refusesTheTamperedUpdateAndTakesTheGoodOne(signer, old);
  }

  private void refusesTheTamperedUpdateAndTakesTheGoodOne(
      PackageSigner signer, ExtensionPackage old) throws Exception {
    ExtensionPackage next = signable(GOOD, "2.0.0");
    String signature = signer.encoded(next.content());
    publish(old, scene.handler(GOOD).version("2.0.0").zip(), signature);
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> s.handler(GOOD).code() == 1009 && s.handler(GOOD).sequenceNumber() == 1,
                Scene.PATIENCE);
    assertThat(status.handler(GOOD).message())
        .endsWith("the content is not what was signed in the name of CN=Signer");
    assertThat(scene.text(GOOD + "-1.0.0", "config", "HandlerState")).isEqualTo("Enabled");
    assertThat(scene.lib(GOOD + "-2.0.0", "HandlerManifest.json")).doesNotExist();
    assertThat(scene.trace().commands()).hasSize(2);

    publish(old, next, signature);
    scene
        .host()
        .awaitStatus(
            s -> s.handler(GOOD).hasSucceeded(1) && s.handler(GOOD).version().equals("2.0.0"),
            Scene.PATIENCE);
    assertThat(scene.lib(GOOD + "-2.0.0", "package_validated")).isEmptyFile();
  }

  @Test
  @Tag("V8")
  void takesNoPackageThatWasSignedAfterTheSignersTime() throws Exception {
    PackageSigner signer = PackageSigner.create();
    TimeStamper stamper = TimeStamper.create();
    Files.writeString(root, signer.rootPem() + stamper.rootPem());
    policy("\"signatureRequired\": true");
    Instant inTime = Instant.now().minus(Duration.ofDays(1000));
    Instant late = Instant.now().minus(Duration.ofDays(100));
    scene
        .host()
        .publish(
            GoalState.of(
                stamped(GOOD, signer, stamper, inTime), stamped(LATE, signer, stamper, late)));
    scene.agent().start();
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> s.handler(GOOD).hasSucceeded(0) && s.handler(LATE).code() == 1009,
                Scene.PATIENCE);
    assertThat(status.handler(LATE).message())
        .contains("the certificate of CN=Signer was not valid when the signature was made");
    assertThat(scene.lib(GOOD + "-1.0.0", "package_validated")).isEmptyFile();
    assertThat(scene.trace().commands()).noneMatch(command -> command.startsWith(LATE));
  }

  private Extension stamped(String name, PackageSigner signer, TimeStamper stamper, Instant time)
      throws Exception {
    ExtensionPackage zip = signable(name, "1.0.0");
    byte[] signature = stamper.stamp(signer.sign(zip.content()), time);
    return scene
        .handler(name)
        .extension(zip)
        .settings("{}")
        .signature(Base64.getEncoder().encodeToString(signature));
  }

  private void publish(ExtensionPackage old, ExtensionPackage next, String signature) {
    scene
        .host()
        .publish(
            GoalState.of(
                scene
                    .handler(GOOD)
                    .version("2.0.0")
                    .extension(next)
                    .publishing("1.0.0", old)
                    .settings("{}")
                    .sequenceNumber(1)
                    .signature(signature)));
  }

  /** A package that says what it is. */
  private ExtensionPackage signable(String name, String version) {
    Map<String, String> files = new TreeMap<>(scene.handler(name).version(version).files());
    JsonArray manifest = JsonParser.parseString(files.get("HandlerManifest.json")).getAsJsonArray();
    JsonObject info = new JsonObject();
    info.addProperty("type", name.substring(name.indexOf('.') + 1));
    info.addProperty("publisher", "Test");
    info.addProperty("version", version);
    manifest.get(0).getAsJsonObject().add("signingInfo", info);
    files.put("HandlerManifest.json", manifest.toString());
    return ExtensionPackage.files(files);
  }
}
