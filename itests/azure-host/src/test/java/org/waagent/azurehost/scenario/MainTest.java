// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MainTest {
  private static final String STATUS =
      "{\"version\":\"1.1\",\"aggregateStatus\":{\"guestAgentStatus\":{\"status\":\"Ready\"},"
          + "\"handlerAggregateStatus\":[{\"handlerName\":\"Acme.Hello\",\"handlerVersion\":"
          + "\"1.0.0\",\"status\":\"Ready\",\"code\":0}]}}";

  @TempDir private Path folder;
  private final Lines out = new Lines();
  private final Lines err = new Lines();
  private final HttpClient client = HttpClient.newHttpClient();

  private int run(String... args) throws Exception {
    return new Main(out.stream, err.stream).run(args);
  }

  private String scenario(String json) throws Exception {
    Path file = folder.resolve("scenario.json");
    Files.writeString(file, json);
    return file.toString();
  }

  @Test
  void wrongUsageIsCode2AndSaysWhy() throws Exception {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--nonsense")).isEqualTo(2);
    assertThat(run("--timeout")).isEqualTo(2);
    assertThat(run(scenario("{\"goalStates\": [{\"x\": 1}]}"))).isEqualTo(2);
    assertThat(err.text()).contains("--nonsense", "goalStates[0].x: unknown key", "usage:");
  }

  @Test
  void withoutTheStatusItEndsWithCode1() throws Exception {
    String file = scenario("{\"goalStates\": [{\"extensions\": [{\"name\": \"Acme.Hello\"}]}]}");
    assertThat(run("--until-status-success", "--timeout", "1", file)).isEqualTo(1);
    assertThat(out.text()).contains("(none)", "condition not met");
  }

  @Test
  void withTheStatusItEndsWithCode0AndShowsIt() throws Exception {
    String file =
        scenario(
            """
            {"goalStates": [{"extensions": [{"name": "Acme.Base"}]},
              {"after": {"handler": "Acme.Hello"}, "extensions": [{"name": "Acme.Hello"}]}],
             "faults": [{"route": "wire.versions", "status": 503, "times": 1}]}
            """);
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run("--print-conf", "--until-status-success", "--timeout", "40", file);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    String conf = out.awaitLine("--");
    String wire = conf.lines().filter(l -> l.startsWith("Protocol.Endpoint=")).findFirst().get();
    String base = "http://" + wire.substring(wire.indexOf('=') + 1);
    assertThat(get(base + "/?comp=versions").statusCode()).isEqualTo(503);
    String uri = statusUri(base);
    put(uri);
    out.awaitLine("published incarnation_2");
    put(uri);
    assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(out.text())
        .contains("wire.versions", "(fault STATUS)", "Acme.Hello 1.0.0 Ready", "VIOLATION")
        .contains("--- condition met ---");
  }

  private String statusUri(String base) throws Exception {
    String goal = get(base + "/machine/?comp=goalstate").body();
    int start = goal.indexOf("<ExtensionsConfig>") + "<ExtensionsConfig>".length();
    String link = goal.substring(start, goal.indexOf("</ExtensionsConfig>"));
    String config = get(link.replace("&amp;", "&")).body();
    int blob = config.indexOf('>', config.indexOf("<StatusUploadBlob")) + 1;
    return config.substring(blob, config.indexOf("</StatusUploadBlob>")).replace("&amp;", "&");
  }

  private HttpResponse<String> get(String uri) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("x-ms-agent-name", "WALinuxAgent")
            .header("x-ms-version", "2012-11-30")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void put(String uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("x-ms-blob-type", "BlockBlob")
            .header("x-ms-version", "2014-02-14")
            .header("x-ms-date", "2026-01-01T00:00:00Z")
            .PUT(HttpRequest.BodyPublishers.ofString(STATUS))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(201);
  }

  /** An output that can be waited on. */
  private static final class Lines {
    private final ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] b, int off, int len) {
            super.write(b, off, len);
            notifyAll();
          }
        };
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }

    private String awaitLine(String part) throws InterruptedException {
      synchronized (bytes) {
        while (text().lines().noneMatch(l -> l.contains(part))) {
          bytes.wait(20_000);
        }
        return text();
      }
    }
  }
}
