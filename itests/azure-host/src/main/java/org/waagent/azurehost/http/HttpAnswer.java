// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An answer before it is put on the wire; the server adds Content-Length unless it is chunked. */
public record HttpAnswer(int status, List<Header> headers, byte[] body) {
  public HttpAnswer {
    headers = List.copyOf(headers);
    Objects.requireNonNull(body, "body");
  }

  public static HttpAnswer empty(int status) {
    return new HttpAnswer(status, List.of(), new byte[0]);
  }

  public static HttpAnswer of(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpAnswer of(int status, String contentType, byte[] body) {
    return new HttpAnswer(status, List.of(new Header("Content-Type", contentType)), body);
  }

  public static HttpAnswer xml(String text) {
    return of(200, "text/xml; charset=utf-8", text);
  }

  public static HttpAnswer json(String text) {
    return of(200, "application/json; charset=utf-8", text);
  }

  public HttpAnswer with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpAnswer(status, more, body);
  }

  /** The same, sent in chunks instead of with a Content-Length. */
  public HttpAnswer chunked() {
    return with("Transfer-Encoding", "chunked");
  }

  boolean isChunked() {
    return headers.stream().anyMatch(h -> h.name().equals("Transfer-Encoding"));
  }

  public HttpAnswer withStatus(int other) {
    return new HttpAnswer(other, headers, body);
  }
}
