// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waagent.azurehost.http.Header;

/**
 * One request in the record.
 *
 * @param number counted from 1 over all servers, in the order they were decided
 * @param query without its question mark
 * @param headers in the order sent
 * @param content the body, as much of it as is kept
 * @param status of the answer, 0 when there was none (reset, no answer)
 * @param fault the fault that hit it
 */
public record Request(
    long number,
    Instant time,
    Route route,
    String method,
    String path,
    String query,
    List<Header> headers,
    RequestBody content,
    int status,
    Optional<Fault.Kind> fault) {
  public Request {
    Objects.requireNonNull(route, "route");
    headers = List.copyOf(headers);
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(fault, "fault");
  }

  public Service service() {
    return route.service();
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /**
   * The body, or its head: of long ones, and of old ones when there are many, less is kept (see the
   * README) unless the host was started with {@link HostOptions#keepBodies()}.
   */
  public byte[] body() {
    return content.bytes();
  }

  /** How long the whole body was, in bytes. */
  public int bodyLength() {
    return content.length();
  }

  /** SHA-256 of the whole body, in lower-case hex. */
  public String bodyDigest() {
    return content.digest();
  }

  /** The {@link #body} as UTF-8. */
  public String text() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    String target = query.isEmpty() ? path : path + "?" + query;
    String hit = fault.map(f -> " (fault " + f + ")").orElse("");
    return "#" + number + " " + method + " " + route.id() + " " + target + " -> " + status + hit;
  }
}
