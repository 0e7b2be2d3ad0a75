// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;

/** Logs for support: by hand and from time to time, never with a secret in them. */
final class CollectLogsTest {
  private static final String NAME = "Test.Talkative";
  private static final String WORD = "open-sesame-2001";
  private static final String TOLD = "Told-Pa55-2002";
  private static final String QUICK = "Debug.LogCollectorInitialDelay=1";

  /** Talks about its secrets into a log of its own. */
  private static final String TALK =
      """
      logs=$(sed -n 's/.*"logFolder": *"\\([^"]*\\)".*/\\1/p' HandlerEnvironment.json)
      echo "connecting with password=%s to https://x.net/b?sv=1&sig=%s" > "$logs/talk.log"
      echo "well done" >> "$logs/talk.log"
      """
          .formatted(TOLD, TOLD);

  @RegisterExtension
  private final Scene scene = new Scene(HostOptions.defaults().withVmSettings().keepBodies());

  @Test
  void theCommandPacksWhatSupportNeedsAndNoSecret() throws Exception {
    live();

    Answer inDaemon = scene.agent().run("collect-logs");
    check(inDaemon);
    scene.agent().stop();
    check(scene.agent().run("-collect-logs", "-full"));

    assertThat(scene.host().requests(Route.VM_AGENT_LOG)).as("sent by itself").isEmpty();
  }

  @Test
  void aWordItDoesNotKnowIsAnError() {
    assertThat(scene.agent().run("-collect-logs", "-notvalid").code()).isEqualTo(2);
  }

  @Test
  @Tag("V16")
  @Tag("D18")
  void fromTimeToTimeTheArchiveIsSentToTheHost() throws Exception {
    scene.agent().configure(scene.configuration(QUICK, "Logs.CollectPeriod=2"));
    live();

    List<Request> uploads = scene.host().awaitRequests(Route.VM_AGENT_LOG, 2, Scene.PATIENCE);

    Request upload = uploads.get(uploads.size() - 1);
    assertThat(upload.status()).isEqualTo(200);
    assertThat(upload.header("x-ms-client-name")).contains("WALinuxAgent");
    assertThat(unzip(upload.body())).containsKey(member(scene.agent().logFile()));
    assertThat(uploads.get(0).header("x-ms-client-correlationid"))
        .isNotEqualTo(uploads.get(1).header("x-ms-client-correlationid"));
    Pause.until(
        "the log tells of it",
        Scene.PATIENCE,
        () -> scene.agent().log().contains("Successfully uploaded logs."));
    assertThat(scene.agent().log())
        .containsSubsequence("Starting log collection...", "Successfully uploaded logs.");
    assertThat(new String(upload.body(), StandardCharsets.ISO_8859_1)).doesNotContain(WORD, TOLD);
  }

  @Test
  void nothingIsSentWhereTheOwnerDoesNotWantIt() {
    scene.agent().configure(scene.configuration(QUICK, "Logs.CollectPeriod=1", "Logs.Collect=n"));
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    Pause.of(Duration.ofSeconds(5));

    assertThat(scene.host().requests(Route.VM_AGENT_LOG)).isEmpty();
    assertThat(scene.lib("logcollector")).doesNotExist();
  }

  private void live() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene
                    .handler(NAME)
                    .on("enable", TALK)
                    .extension()
                    .settings("{\"commandToExecute\": \"run " + TOLD + "\"}")
                    .protectedSettings("{\"word\": \"" + WORD + "\"}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);
  }

  private void check(Answer answer) throws IOException {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    Path zip = scene.lib("logcollector", "logs.zip");
    assertThat(answer.out()).contains(zip.toString(), "taken out: ", "left out: ");
    assertThat(Scene.mode(zip)).isEqualTo("rw-------");

    Map<String, byte[]> members = unzip(Files.readAllBytes(zip));
    String settings = member(scene.lib(NAME + "-1.0.0", "config", "0.settings"));
    assertThat(members)
        .containsKeys(
            member(scene.agent().logFile()),
            member(scene.agent().configuration()),
            member(scene.lib(NAME + "-1.0.0", "status", "0.status")),
            settings,
            "results.txt",
            "redaction-manifest.json");
    assertThat(text(members, settings))
        .contains(scene.host().tenantCertificate().thumbprint(), "commandToExecute");
    String talk = member(scene.agent().extensionLogs().resolve(NAME).resolve("talk.log"));
    assertThat(text(members, talk)).contains("password=<redacted>", "sig=<redacted>", "well done");
    for (String secret : secrets()) {
      assertThat(members.keySet().stream().filter(name -> text(members, name).contains(secret)))
          .as("holds " + secret)
          .isEmpty();
    }
  }

  /** What must not be found: words, and lines of the key that opens the settings. */
  private List<String> secrets() {
    try {
      String thumbprint = scene.host().tenantCertificate().thumbprint();
      List<String> key = Files.readAllLines(scene.lib(thumbprint + ".prv"));
      String settings = scene.text(NAME + "-1.0.0", "config", "0.settings");
      int cipher = settings.indexOf("\"protectedSettings\": \"") + 140;
      String url = scene.host().statusBlobUrl();
      String signature = url.substring(url.indexOf("sig="));
      return List.of(WORD, TOLD, key.get(5), settings.substring(cipher, cipher + 60), signature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String member(Path file) {
    return file.toString().substring(1);
  }

  private static String text(Map<String, byte[]> members, String name) {
    assertThat(members).containsKey(name);
    return text(members.get(name));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      members.put(entry.getName(), zip.readAllBytes());
    }
    return members;
  }
}
