// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import okhttp3.Response;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;

/** An answer whose body may still be on its way. */
public final class Exchange implements AutoCloseable {
  private static final int CHUNK = 8192;

  private final Request request;
  private final Response response;
  private final Runnable over;
  private byte[] begun = new byte[0];
  private boolean kept;

  /**
   * @param over runs when it is closed, in the thread that opened it
   */
  Exchange(Request request, Response response, Runnable over) {
    this.request = request;
    this.response = response;
    this.over = over;
  }

  /** What was asked. */
  public Request request() {
    return request;
  }

  /** The status code. */
  public int status() {
    return response.code();
  }

  /** The body, as it comes. */
  public InputStream body() {
    return response.body().byteStream();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.header(name));
  }

  /** What {@code Retry-After} asks for, in either of its forms. */
  Optional<Duration> retryAfter() {
    String text = response.header("Retry-After");
    if (text == null) {
      return Optional.empty();
    }
    try {
      return text.chars().allMatch(c -> c >= '0' && c <= '9')
          ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
          : Optional.of(Duration.between(Instant.now(), date(text)));
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Instant date(String text) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
  }

  /** The next close leaves it open: it belongs to somebody else now. */
  Exchange keep() {
    kept = true;
    return this;
  }

  /** The beginning of the body; may be asked again. */
  byte[] buffered(int most) throws IOException {
    if (begun.length == 0) {
      begun = body().readNBytes(most);
    }
    return begun;
  }

  /** The whole body. */
  byte[] whole(int most) throws IOException, HostException {
    long length = response.body().contentLength();
    if (length > most) {
      throw tooLarge(most);
    }
    // An exact array where the length is told: no growing, no second copy.
    if (length >= 0) {
      return body().readNBytes((int) length);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    InputStream body = body();
    for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
      if (bytes.size() + n > most) {
        throw tooLarge(most);
      }
      bytes.write(chunk, 0, n);
    }
    return bytes.toByteArray();
  }

  private HostException tooLarge(int most) {
    return new HostException(
        Kind.MALFORMED,
        "[HTTP Failed] " + request + " -- the answer has more than " + most + " bytes");
  }

  @Override
  public void close() {
    if (kept) {
      kept = false;
    } else {
      response.close();
      over.run();
    }
  }
}
