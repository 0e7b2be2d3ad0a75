// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.waagent.host.HostException;

/**
 * What came back, read whole.
 *
 * @param request what was asked
 * @param status the status code
 * @param etag the {@code ETag} header
 * @param body its bytes; not copied
 */
public record Answer(Request request, int status, Optional<String> etag, byte[] body) {
  private static final int MOST_TOLD = 512;

  public Answer {
    requireNonNull(request, "request");
    requireNonNull(etag, "etag");
    requireNonNull(body, "body");
  }

  /** Whether the platform counts it as accepted: 200, 201 or 202. */
  public boolean isOk() {
    return status >= 200 && status <= 202;
  }

  /**
   * This answer, if it is accepted.
   *
   * @throws HostException of kind REFUSED otherwise
   */
  public Answer orRefused() throws HostException {
    if (!isOk()) {
      throw refused();
    }
    return this;
  }

  /** A refusal that tells the status and the beginning of the body. */
  public HostException refused() {
    return new HostException(
        HostException.Kind.REFUSED,
        "[HTTP Failed] " + request + " -- " + status + told(),
        new StatusCode(status));
  }

  /** The body as UTF-8 text without a byte order mark. */
  public String text() {
    String text = new String(body, StandardCharsets.UTF_8);
    return !text.isEmpty() && text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
  }

  private String told() {
    String text = Redaction.signatures(printable(text()));
    return text.isEmpty() ? "" : ": " + text;
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < MOST_TOLD; i++) {
      char c = text.charAt(i);
      if (c < 127) {
        out.append(c < ' ' ? ' ' : c);
      }
    }
    return out.toString().strip();
  }
}
