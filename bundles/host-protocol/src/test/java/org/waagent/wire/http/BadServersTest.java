// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;

/** Servers that speak HTTP badly, byte by byte. */
class BadServersTest {
  private static final String SECRETS = "?sv=1&sig=hush&x=hush#hush";

  private final AtomicInteger asked = new AtomicInteger();
  private final List<Duration> pauses = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private ServerSocket server;
  private Http http;

  private interface Script {
    void play(OutputStream out, int request) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    http =
        new Http(
            "Agent/1", (scheme, host) -> Optional.empty(), () -> now, Instant::now, this::pause);
  }

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.close();
  }

  private void serve(Script script) {
    background(
        () -> {
          while (true) {
            Socket client = server.accept();
            background(() -> answer(client, script));
          }
        });
  }

  private interface Work {
    void go() throws Exception;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.go();
              } catch (Exception e) {
                // The client has left, or the test is over.
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(Socket socket, Script script) throws Exception {
    try (Socket client = socket) {
      InputStream in = client.getInputStream();
      while (head(in)) {
        script.play(client.getOutputStream(), asked.incrementAndGet());
        client.getOutputStream().flush();
      }
    }
  }

  private static boolean head(InputStream in) throws IOException {
    int ends = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
      if (ends == 2) {
        return true;
      }
    }
    return false;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void answer(OutputStream out, String head, String body) throws IOException {
    write(out, "HTTP/1.1 " + head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static void drip(OutputStream out) throws Exception {
    while (true) {
      write(out, "x");
      out.flush();
      Thread.sleep(100);
    }
  }

  private Request get() {
    return get(Route.HOST);
  }

  private Request get(Route route) {
    return Request.get(route, "http://127.0.0.1:" + server.getLocalPort() + "/a" + SECRETS);
  }

  private void failsWithin(Duration most, Route route) {
    long begin = System.nanoTime();
    assertThatThrownBy(() -> http.send(get(route), CallClass.CHECK))
        .isInstanceOf(HostException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(most);
  }

  @Test
  void endsACallWhoseHeadOrBodyDrips() {
    serve(
        (out, request) -> {
          write(out, request == 1 ? "HTTP/1.1 200 OK\r\nX: " : "HTTP/1.1 200 OK\r\n\r\n");
          drip(out);
        });
    failsWithin(Duration.ofSeconds(9), Route.HOST);
    failsWithin(Duration.ofSeconds(9), Route.HOST);
    failsWithin(Duration.ofSeconds(9), Route.INTERNET);
  }

  @Test
  void connectsForAFewSecondsAtMostToWhomeverDoesNotAnswer() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        waiting.add(new Socket());
        background(() -> waiting.get(waiting.size() - 1).connect(full.getLocalSocketAddress()));
        Thread.sleep(100);
      }
      Request request = Request.get(Route.INTERNET, "http://127.0.0.1:" + full.getLocalPort());
      long begin = System.nanoTime();
      // The call has two minutes.
      assertThatThrownBy(() -> http.send(request, CallClass.LOGS))
          .isInstanceOf(HostException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void takesABodyThatIsShorterThanToldForAFailure() {
    serve(
        (out, request) -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          out.close();
        });
    assertThatThrownBy(() -> http.send(get(), CallClass.VERSIONS))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    assertThat(asked).hasValue(2);
  }

  @Test
  void goesOnAfterABodyThatIsLongerThanTold() throws Exception {
    serve(
        (out, request) ->
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodyand more of it"));
    for (int i = 0; i < 3; i++) {
      assertThat(http.send(get(), CallClass.VERSIONS).text()).isEqualTo("body");
    }
  }

  @Test
  void makesNoRoomForABodyThatOnlyClaimsToBeLarge() {
    serve((out, request) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"));
    assertThatThrownBy(() -> http.send(get(), CallClass.GOAL_STATE))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    serve(
        (out, request) ->
            answer(out, request == 1 ? "503 Busy\r\nRetry-After: 3" : "200 OK", "body"));
    assertThat(http.send(get(), CallClass.GOAL_STATE).text()).isEqualTo("body");
    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void leavesAServerAloneThatAsksForMoreThanACallCanWait() throws Exception {
    serve(
        (out, request) ->
            answer(out, request == 1 ? "503 Busy\r\nRetry-After: 20" : "200 OK", "body"));
    assertThatThrownBy(() -> http.send(get(), CallClass.GOAL_STATE))
        .isInstanceOf(HostException.class);
    now = now.plusSeconds(19);
    assertThatThrownBy(() -> http.send(get(), CallClass.GOAL_STATE))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY))
        .hasMessageContaining("left alone");
    assertThat(asked).hasValue(1);
    // Another kind of call is another matter.
    assertThat(http.send(get(), CallClass.CHECK).status()).isEqualTo(200);
    now = now.plusSeconds(2);
    assertThat(http.send(get(), CallClass.GOAL_STATE).text()).isEqualTo("body");
  }

  @Test
  void countsAttemptsWithoutAnAnswerByWhomTheyWereFor() throws Exception {
    serve((out, request) -> out.close());
    for (CallClass kind : List.of(CallClass.VERSIONS, CallClass.VM_SETTINGS, CallClass.CHECK)) {
      assertThatThrownBy(() -> http.send(get(), kind)).isInstanceOf(HostException.class);
    }
    Request blob = get(Route.INTERNET);
    assertThatThrownBy(() -> http.open(blob, CallClass.PACKAGE, Duration.ofSeconds(1)))
        .isInstanceOf(HostException.class);
    Errors errors = http.resetErrors();
    assertThat(errors.protocol()).isEqualTo(2);
    assertThat(errors.hostPlugin()).isEqualTo(1);
    assertThat(errors.other()).isGreaterThanOrEqualTo(2);
    assertThat(http.errors()).isEqualTo(new Errors(0, 0, 0));
  }

  @Test
  void tellsNoSecretWhateverFails() {
    String url = "http://user:hush@127.0.0.1:" + server.getLocalPort() + "/a" + SECRETS;
    serve(
        (out, request) -> {
          switch (request % 4) {
            case 0 -> answer(out, "404 No", "no such blob: " + url + " Password=hush");
            case 1 -> answer(out, "503 Busy", url);
            case 2 -> write(out, "sig=hush " + url + "\r\n\r\n");
            default -> out.close();
          }
        });
    EnumSet<CallClass> failed = EnumSet.noneOf(CallClass.class);
    for (CallClass kind : CallClass.values()) {
      for (Request request : requests(url)) {
        try {
          http.send(request, kind).orRefused();
        } catch (HostException e) {
          failed.add(kind);
          noSecretIn(e);
        }
      }
    }
    assertThat(failed).containsExactlyInAnyOrder(CallClass.values());
  }

  private static List<Request> requests(String url) {
    List<Request> requests = new ArrayList<>();
    for (Route route : Route.values()) {
      requests.add(Request.get(route, url));
      requests.add(Request.get(route, "ftp://hush:hush@a/" + SECRETS));
      requests.add(Request.get(route, "http://[x" + SECRETS));
      requests.add(Request.get(route, url).with("x-ms-artifact-location", "hush\n" + url));
    }
    return requests;
  }

  private static void noSecretIn(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(String.valueOf(e)).doesNotContain("hush");
      for (Throwable other : e.getSuppressed()) {
        noSecretIn(other);
      }
    }
  }

  @Test
  void endsALookUpThatNobodyAnswers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BoundedDns dns =
        new BoundedDns(
            name -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            },
            Duration.ofMillis(200));
    assertThatThrownBy(() -> dns.lookup("a.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("a.example");
    never.countDown();
  }
}
