// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.host.Proxy;

/**
 * Sends requests: again where that may help, within a deadline, and never more than a limit of
 * bytes back. The calling thread can be interrupted at any time.
 */
public final class Http implements AutoCloseable {
  private static final int MOST_ERROR_BYTES = 64 * 1024;
  private static final String INVALID_CONTAINER = "InvalidContainerConfiguration";

  private final OkTransport transport;
  private final Supplier<Duration> now;
  private final Supplier<Instant> clock;
  private final Waiting waiting;
  private final LeftAlone leftAlone;
  private final ErrorCounters errors = new ErrorCounters();

  /**
   * Touches no library before the first request.
   *
   * @param userAgent sent with every request
   * @param proxy for requests to the internet
   * @param now a time that never jumps
   * @param clock the time of day, which a server's date is compared with
   * @param waiting how to pause
   */
  public Http(
      String userAgent,
      Proxy proxy,
      Supplier<Duration> now,
      Supplier<Instant> clock,
      Waiting waiting) {
    this.transport = new OkTransport(userAgent, proxy);
    this.now = now;
    this.clock = clock;
    this.waiting = waiting;
    this.leftAlone = new LeftAlone(now);
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws HostException GONE for 410 and for an unknown container, UNREACHABLE or BUSY if no
   *     attempt brought an answer to act on, MALFORMED for a body that is too large
   */
  public Answer send(Request request, CallClass kind) throws HostException {
    return attempts(request, kind, kind.deadline(), Http::read);
  }

  /**
   * Sends a request and leaves the body of an accepted answer open for the caller.
   *
   * @param deadline for all of it, the reading of the body included
   * @throws HostException as above, and REFUSED for an answer that is no acceptance
   */
  public Exchange open(Request request, CallClass kind, Duration deadline) throws HostException {
    Optional<Exchange> open =
        attempts(
            request,
            kind,
            deadline,
            e -> e.status() >= 200 && e.status() <= 202 ? Optional.of(e.keep()) : refuse(e));
    return open.orElseThrow();
  }

  /**
   * Waits between two requests of one matter.
   *
   * @throws HostException if the thread is interrupted
   */
  public void pause(Duration time) throws HostException {
    try {
      waiting.pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(Kind.LOCAL, "interrupted", e);
    }
  }

  /** How many attempts brought no answer, since the start or the last {@link #resetErrors}. */
  public Errors errors() {
    return errors.counts();
  }

  /** Begins to count anew; returns what was counted until now. */
  public Errors resetErrors() {
    return errors.reset();
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    transport.close();
  }

  private <T> T attempts(Request request, CallClass kind, Duration deadline, Take<T> take)
      throws HostException {
    Duration patience = leftAlone.left(kind, request).orElse(Duration.ZERO);
    if (!patience.isZero()) {
      throw new HostException(
          Kind.BUSY,
          request + " -- asked to be left alone for " + patience.toSeconds() + " s more");
    }
    Retry retry = new Retry(kind, deadline, now, ThreadLocalRandom.current()::nextDouble);
    while (true) {
      HostException failure;
      boolean throttled = false;
      Optional<Duration> asked = Optional.empty();
      try (Exchange exchange = transport.open(request, retry.begin(), kind)) {
        refuseGone(exchange);
        if (!kind.isRetryable(exchange.status())) {
          return take.from(exchange);
        }
        throttled = isThrottled(exchange.status());
        asked = exchange.retryAfter(clock.get());
        asked.ifPresent(time -> leftAlone.ask(kind, request, time));
        failure = busy(exchange, retry);
      } catch (IOException e) {
        errors.count(kind, request.route());
        failure = unreachable(request, e, retry);
        if (isUntrusted(e)) {
          throw failure;
        }
      }
      pause(retry.pause(throttled, asked).orElse(null), request, failure);
    }
  }

  private void pause(Duration pause, Request request, HostException failure) throws HostException {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(request, failure);
    }
    if (pause == null) {
      throw failure;
    }
    try {
      waiting.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(request, failure);
    }
  }

  private static HostException interrupted(Request request, HostException failure) {
    return new HostException(Kind.LOCAL, "[HTTP Failed] " + request + " -- interrupted", failure);
  }

  private static HostException busy(Exchange exchange, Retry retry) {
    return new HostException(
        Kind.BUSY,
        "[HTTP Retry] "
            + exchange.request()
            + " -- Status Code "
            + exchange.status()
            + " -- "
            + retry.made()
            + " attempts made",
        new StatusCode(exchange.status()));
  }

  private static HostException unreachable(Request request, IOException e, Retry retry) {
    String told = Redaction.signatures(e.getClass().getSimpleName() + ": " + e.getMessage());
    if (isUntrusted(e)) {
      told = "the certificate of the server is not trusted on this machine: " + told;
    }
    return new HostException(
        Kind.UNREACHABLE,
        "[HTTP Failed] "
            + request
            + " -- IOError "
            + told
            + " -- "
            + retry.made()
            + " attempts made",
        Redaction.cause(e));
  }

  private static boolean isUntrusted(IOException e) {
    return e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
  }

  private static boolean isThrottled(int status) {
    return status == 403 || status == 429 || status == 503;
  }

  private static void refuseGone(Exchange exchange) throws HostException, IOException {
    boolean gone = exchange.status() == 410;
    if (exchange.status() == 400) {
      gone =
          read(exchange.buffered(MOST_ERROR_BYTES), MOST_ERROR_BYTES).contains(INVALID_CONTAINER);
    }
    if (gone) {
      throw new HostException(
          Kind.GONE,
          "[HTTP Failed] " + exchange.request() + " -- " + exchange.status(),
          new StatusCode(exchange.status()));
    }
  }

  private static String read(byte[] bytes, int most) {
    return new String(bytes, 0, Math.min(bytes.length, most), StandardCharsets.ISO_8859_1);
  }

  private static Answer read(Exchange exchange) throws IOException, HostException {
    // The body of a refusal is only logged, so a part of it is enough.
    byte[] body = exchange.status() >= 300 ? exchange.buffered(MOST_ERROR_BYTES) : exchange.whole();
    return new Answer(exchange.request(), exchange.status(), exchange.header("ETag"), body);
  }

  private static Optional<Exchange> refuse(Exchange exchange) throws IOException, HostException {
    byte[] body = exchange.buffered(MOST_ERROR_BYTES);
    throw new Answer(exchange.request(), exchange.status(), Optional.empty(), body).refused();
  }

  @FunctionalInterface
  private interface Take<T> {
    T from(Exchange exchange) throws IOException, HostException;
  }
}
