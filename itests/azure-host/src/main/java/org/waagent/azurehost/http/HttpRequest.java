// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as it came over the socket.
 *
 * @param target path and query exactly as sent
 * @param headers in the order sent
 * @param body decoded from chunks, never null
 */
public record HttpRequest(String method, String target, List<Header> headers, byte[] body) {
  public HttpRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    headers = List.copyOf(headers);
    Objects.requireNonNull(body, "body");
  }

  /** A request that a server of ours makes to another one in its own process. */
  public static HttpRequest inside(String method, URI uri, List<Header> headers, byte[] body) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new HttpRequest(method, uri.getRawPath() + query, headers, body);
  }

  public String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /** The query without its question mark, empty when there is none. */
  public String query() {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }

  /** The first value of a query parameter, percent-decoded. */
  public Optional<String> param(String name) {
    for (String pair : query().split("&")) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && pair.substring(0, equals).equals(name)) {
        return Optional.of(decode(pair.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Percent-decoding that leaves a plus sign alone, as in paths and signatures. */
  public static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
