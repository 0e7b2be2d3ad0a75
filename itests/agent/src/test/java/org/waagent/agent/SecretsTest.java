// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.ForwardProxy;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.RemoteUser;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;

/** Every kind of secret goes through the agent, and much goes wrong; none is told to anybody. */
final class SecretsTest {
  private static final String NAME = "Test.Secrets";
  private static final String BROKEN = "Test.Broken";
  private static final String WORD = "open-sesame-1001";
  private static final String PASSWORD = "Jit-Pa55-1002";
  private static final String PROXY = "Proxy-Pa55-1003";
  private static final String SIGNATURE = "sv=2018-03-28&sr=b&sig=%s&se=9999-01-01&sp=r";
  private static final String KEY = "private key";
  private static final String CIPHER = "protected settings";
  private static final String STATUS = "signature of the status blob";

  /** The only files that hold a secret, because that is what they are for. */
  private static final Map<String, String> EXEMPT =
      Map.of(
          "lib/*.prv", KEY,
          "lib/TransportPrivate.pem", KEY,
          "lib/Certificates.*", KEY,
          "lib/*/config/*.settings", CIPHER,
          // Where an undelivered status goes to, beside the status itself.
          "lib/state/core/outbox/report.json", STATUS);

  /** Opens its settings, looks who runs with which arguments, and talks too much. */
  private static final String TALK =
      """
      value() { sed -n 's/.*"'"$1"'": *"\\([^"]*\\)".*/\\1/p' "config/$seq.settings"; }
      thumb=$(value protectedSettingsCertThumbprint)
      plain=$(value protectedSettings | base64 -d | openssl cms -decrypt -inform DER \\
        -inkey "config/../../$thumb.prv" -recip "config/../../$thumb.crt") || exit 4
      [ ${#plain} -gt 20 ] || exit 5
      cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\\000' ' ' > ../command-lines
      word=Extension-Sig
      echo "get https://x.blob.core.windows.net/c/b?sv=1&sig=$word-1004&x=y"
      echo "put https://x.blob.core.windows.net/c/b?comp=block&sig=$word-1004" >&2
      """;

  @RegisterExtension
  private final Scene scene = new Scene(HostOptions.defaults().withVmSettings().keepBodies());

  private final SecretScan scan = new SecretScan(EXEMPT);

  @Test
  void noneIsFoundWhereItDoesNotBelong() throws Exception {
    scene.isLenient();
    try (ForwardProxy proxy = ForwardProxy.start("proxyuser", PROXY)) {
      scene.environment(Map.of("http_proxy", "http://proxyuser:" + PROXY + "@" + proxy.address()));
      live();
      assertThat(proxy.passed()).as("the proxy was used").isNotEmpty();
    }
    for (String verb : List.of("status", "status --json", "doctor", "doctor --json")) {
      Agent.Answer answer = scene.agent().run(verb.split(" "));
      scan.text(verb, answer.out() + answer.err());
    }
    assertThat(scene.agent().state()).as("a thread dump").startsWith("runs");
    names();
    scan.folder(scene.agent().folder());
    scan.folder(scene.trace().folder());
    scene.host().requests().forEach(this::upload);
    scene.host().statuses().forEach(status -> scan.text("a status", status.text()));

    Figures.tell(scan.looked() + " files, bodies and answers were searched for secrets");
    assertThat(scan.found()).isEmpty();
  }

  /** A life with every kind of secret, and with every kind of failure that makes a message. */
  private void live() throws IOException {
    Extension good = extension(NAME, TALK);
    scene.host().publish(goal(good).onHold(false));
    GoalState first = goal(good).replacing(Document.EXTENSIONS_CONFIG, withSignatures());
    scene.host().publish(first.replacing(Document.ARTIFACTS_PROFILE, "{ rubbish"));
    scene.agent().start();
    scene.awaitHandler(NAME, 0);
    assertThat(scene.lib("command-lines")).isNotEmptyFile();

    String echo = "refused: " + scene.host().statusBlobUrl() + " " + PASSWORD + " " + WORD;
    scene.host().fault(Route.STATUS, Fault.status(403).body(echo).times(3));
    scene.host().fault(Route.STATUS_BLOB, Fault.status(403).body(echo).times(3));
    scene.host().fault(Route.PACKAGE, Fault.status(404).body(echo).times(2));
    scene.host().fault(Route.EXTENSION_ARTIFACT, Fault.status(500).body(echo).times(2));
    Extension broken = extension(BROKEN, TALK + "exit 9");
    scene.host().publish(goal(good, broken));
    scene.host().awaitStatus(s -> s.handler(BROKEN).code() == 1009, Scene.PATIENCE);
    odd(good);
    scene.host().publish(goal(good.sequenceNumber(1)));
    scene.awaitHandler(NAME, 1);
    // Left undelivered, so that the outbox is looked at, too.
    scene.host().fault(Route.STATUS, Fault.status(403).body(echo));
    scene.host().fault(Route.STATUS_BLOB, Fault.status(403).body(echo));
    int sent = scene.host().requests(Route.STATUS).size();
    scene.host().awaitRequests(Route.STATUS, sent + 1, Scene.PATIENCE);
  }

  /** Documents that hold secrets and cannot be read. */
  private void odd(Extension good) {
    ServedDocuments documents = new ServedDocuments(scene.host());
    String config = documents.extensionsConfig();
    odd(goal(good).replacing(Document.EXTENSIONS_CONFIG, config.replace("</Plugins>", "<")));
    odd(goal(good).replacing(Document.EXTENSIONS_CONFIG, config.replace("[{", "[{{")));
    odd(goal(good).replacing(Document.CERTIFICATES, "<Data>" + WORD));
    scene.host().publish(goal(good).throughFastTrack());
    String settings = documents.vmSettings();
    odd(
        goal(good)
            .replacing(Document.VM_SETTINGS, settings.replace("\"settings\": [", "\"settings\": {"))
            .throughFastTrack());
  }

  private void odd(GoalState goal) {
    scene.host().publish(goal);
    long polls = scene.host().count(Route.GOAL_STATE);
    Pause.until(
        "two polls", Scene.PATIENCE, () -> scene.host().count(Route.GOAL_STATE) > polls + 1);
  }

  private static GoalState goal(Extension... extensions) {
    Instant longGone = Instant.parse("2020-01-01T00:00:00Z");
    return GoalState.of(extensions).withUsers(new RemoteUser("jit", PASSWORD, longGone));
  }

  private Extension extension(String name, String enable) {
    String uri = "http://" + scene.host().addresses().blob() + "/packages/" + name + "__1.0.0.zip";
    String manifest =
        "<PluginVersionManifest><Plugins><Plugin><Version>1.0.0</Version><Uris><Uri>"
            + (uri + "?" + SIGNATURE.formatted("Package-Sig-1005")).replace("&", "&amp;")
            + "</Uri></Uris></Plugin></Plugins></PluginVersionManifest>";
    return scene
        .handler(name)
        .on("enable", enable)
        .extension()
        .manifest(manifest)
        .settings("{\"color\": \"blue\"}")
        .protectedSettings("{\"word\": \"" + WORD + "\", \"filler\": \"0123456789\"}");
  }

  private String withSignatures() {
    String query = SIGNATURE.formatted("Manifest-Sig-1006").replace("&", "&amp;");
    return ServedDocuments.fresh(
        new ServedDocuments(scene.host())
            .extensionsConfig()
            .replace("_manifest.xml\"", "_manifest.xml?" + query + "\""));
  }

  /** What must not be found, as far as it is not the test's own word. */
  private void names() throws IOException {
    scan.add("protected settings in the clear", WORD);
    scan.add("password of a remote user", PASSWORD);
    scan.add("password of the proxy", PROXY);
    byte[] pair = ("proxyuser:" + PROXY).getBytes(StandardCharsets.UTF_8);
    scan.add("password of the proxy", Base64.getEncoder().encodeToString(pair));
    scan.add("signature of a manifest", "Manifest-Sig-1006");
    scan.add("signature of a package", "Package-Sig-1005");
    scan.add("signature an extension told", "Extension-Sig-1004");
    scan.add(STATUS, signature(scene.host().statusBlobUrl()));
    String settings = scene.text(NAME + "-1.0.0", "config", "0.settings");
    int cipher = settings.indexOf("\"protectedSettings\": \"") + 40;
    scan.add(CIPHER, settings.substring(cipher + 100, cipher + 160));
    String thumbprint = scene.host().tenantCertificate().thumbprint();
    keys(scene.lib(thumbprint + ".prv"));
    keys(scene.lib("TransportPrivate.pem"));
    byte[] pkcs8 = scene.host().tenantCertificate().key().getEncoded();
    scan.add(KEY, Base64.getMimeEncoder().encodeToString(pkcs8).lines().toList().get(9));
  }

  private void keys(Path pem) throws IOException {
    List<String> lines = Files.readAllLines(pem);
    assertThat(lines).hasSizeGreaterThan(12);
    scan.add(KEY, lines.get(5));
    scan.add(KEY, lines.get(9));
  }

  private static String signature(String url) {
    String rest = url.substring(url.indexOf("sig=") + 4);
    return rest.substring(0, Math.min(rest.indexOf('&'), 40));
  }

  /** Addresses of blobs carry their signature to storage and to the host plugin: only there. */
  private void upload(Request request) {
    String place = request.method() + " " + request.route().id();
    if (request.service() != Service.BLOB) {
      scan.text(place + " (address)", request.path() + "?" + request.query());
    }
    scan.text(place, request.route() == Route.STATUS ? content(request.text()) : request.text());
  }

  private static String content(String upload) {
    JsonObject json = JsonParser.parseString(upload).getAsJsonObject();
    return json.has("content")
        ? new String(
            Base64.getDecoder().decode(json.get("content").getAsString()), StandardCharsets.UTF_8)
        : "";
  }
}
