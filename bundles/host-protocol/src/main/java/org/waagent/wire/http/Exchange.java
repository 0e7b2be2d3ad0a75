// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
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
  private final long most;
  private byte[] begun = new byte[0];
  private boolean kept;

  /**
   * @param most bytes the body may have
   * @param over runs when it is closed, in the thread that opened it
   */
  Exchange(Request request, Response response, long most, Runnable over) {
    this.request = request;
    this.response = response;
    this.most = most;
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

  /** The most bytes the body may have. */
  public long most() {
    return most;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.header(name));
  }

  /** How long the server wants to be left alone, from this time of day on. */
  Optional<Duration> retryAfter(Instant now) {
    return header("Retry-After").flatMap(text -> RetryAfter.read(text, now));
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
  byte[] whole() throws IOException, HostException {
    long length = response.body().contentLength();
    if (length > most) {
      throw tooLarge();
    }
    // Where the length is known, one array of that size: it need not grow or be copied.
    if (length >= 0) {
      return body().readNBytes((int) length);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    InputStream body = body();
    for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
      if (bytes.size() + n > most) {
        throw tooLarge();
      }
      bytes.write(chunk, 0, n);
    }
    return bytes.toByteArray();
  }

  private HostException tooLarge() {
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
