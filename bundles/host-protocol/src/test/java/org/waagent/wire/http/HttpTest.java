// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;

class HttpTest {
  private static final Instant TODAY = Instant.parse("2030-01-01T00:00:00Z");

  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final long begin = System.nanoTime();
  private HttpServer server;
  private Http http;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "server");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    http =
        new Http(
            "Agent/1",
            (scheme, host) -> Optional.empty(),
            () -> Duration.ofNanos(System.nanoTime() - begin),
            () -> TODAY,
            pauses::add);
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  private Request get(String path) {
    return Request.get(
        Route.HOST, "http://127.0.0.1:" + server.getAddress().getPort() + path + "?sig=secret");
  }

  private void answers(int... statuses) {
    server.createContext(
        "/",
        exchange -> {
          int call = Math.min(calls.getAndIncrement(), statuses.length - 1);
          send(exchange, statuses[call], "body");
        });
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length());
      exchange.getResponseBody().write(body.getBytes());
    }
  }

  @Test
  void comparesADateOfRetryAfterWithTheClockItIsGiven() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "Tue, 01 Jan 2030 00:00:01 GMT");
          send(exchange, calls.getAndIncrement() == 0 ? 503 : 200, "body");
        });
    http.send(get("/"), CallClass.GOAL_STATE);
    assertThat(pauses).singleElement().satisfies(p -> assertThat(p.toSeconds()).isBetween(1L, 5L));
  }

  @Test
  void triesAgainWhereThatMayHelp() throws Exception {
    answers(500, 503, 200);
    assertThat(http.send(get("/"), CallClass.GOAL_STATE).text()).isEqualTo("body");
    assertThat(calls).hasValue(3);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void tellsABusyServerAfterTheLastAttempt() {
    answers(503);
    assertThatThrownBy(() -> http.send(get("/x"), CallClass.VERSIONS))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY))
        .hasMessageContaining("Status Code 503 -- 2 attempts made")
        .hasMessageNotContaining("secret");
  }

  @Test
  void tellsAnUnreachableServer() {
    server.stop(0);
    assertThatThrownBy(() -> http.send(get("/x"), CallClass.CHECK))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageNotContaining("secret");
  }

  @Test
  void givesOtherStatusesToTheCallerAtOnce() throws Exception {
    answers(404);
    Answer answer = http.send(get("/"), CallClass.GOAL_STATE);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(calls).hasValue(1);
    assertThatThrownBy(answer::orRefused)
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
  }

  @Test
  void tellsWhatIsGoneAtOnce() {
    answers(410);
    assertThatThrownBy(() -> http.send(get("/"), CallClass.GOAL_STATE))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.GONE));
    assertThat(calls).hasValue(1);
  }

  @Test
  void triesABadRequestAgainOnlyForTextsThroughTheHostPlugin() throws Exception {
    answers(400, 200);
    assertThat(http.send(get("/"), CallClass.PLUGIN_TEXT).status()).isEqualTo(200);
    calls.set(0);
    assertThat(http.send(get("/"), CallClass.GOAL_STATE).status()).isEqualTo(400);
  }

  @Test
  void followsNoRedirect() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().add("Location", "/other");
          send(exchange, 302, "");
        });
    assertThat(http.send(get("/"), CallClass.GOAL_STATE).status()).isEqualTo(302);
    assertThat(calls).hasValue(1);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[65536];
            for (int i = 0; i < 200; i++) {
              exchange.getResponseBody().write(chunk);
            }
          }
        });
    assertThatThrownBy(() -> http.send(get("/"), CallClass.GOAL_STATE))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
        .hasMessageContaining("4194304 bytes");
  }

  @Test
  void keepsItsConnectionForTheNextCall() throws Exception {
    server.createContext(
        "/",
        exchange -> send(exchange, 200, String.valueOf(exchange.getRemoteAddress().getPort())));
    String first = http.send(get("/"), CallClass.CHECK).text();
    Thread.sleep(1100);
    assertThat(http.send(get("/"), CallClass.CHECK).text()).isEqualTo(first);
  }

  @Test
  void sendsAgainOnANewConnectionWhenTheKeptOneIsClosed() throws Exception {
    answers(200);
    http.send(get("/"), CallClass.CHECK);
    int port = server.getAddress().getPort();
    server.stop(0);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    answers(200);
    server.start();
    assertThat(http.send(get("/"), CallClass.CHECK).status()).isEqualTo(200);
  }

  @Test
  void endsAnAttemptToSendThatTakesTooLong() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().flush();
        });
    Request request = Request.post(Route.HOST, get("/").url(), new byte[4_000_000]);
    long from = System.nanoTime();
    assertThatThrownBy(() -> http.send(request, CallClass.CHECK)).isInstanceOf(HostException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void canBeInterruptedWhileItWaitsForAnAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          asked.countDown();
          try {
            over.await(120, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    AtomicReference<Exception> failure = new AtomicReference<>();
    // A call that would wait for two minutes, twice as long as this test.
    Thread caller =
        new Thread(
            () -> {
              try {
                http.send(get("/"), CallClass.LOGS);
              } catch (HostException e) {
                failure.set(e);
              }
            });
    caller.start();
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    caller.join(60_000);
    assertThat(caller.isAlive()).isFalse();
    assertThat(failure.get()).hasMessageContaining("interrupted");
    over.countDown();
  }

  @Test
  void endsAnAttemptThatTakesTooLong() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
        });
    long from = System.nanoTime();
    assertThatThrownBy(() -> http.send(get("/"), CallClass.CHECK))
        .isInstanceOf(HostException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    Request request = Request.get(Route.HOST, "nonsense?sig=secret");
    assertThatThrownBy(() -> http.send(request, CallClass.CHECK))
        .isInstanceOf(HostException.class)
        .hasMessageNotContaining("secret");
  }
}
