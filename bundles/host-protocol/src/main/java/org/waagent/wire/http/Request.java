// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked.
 *
 * @param method for example {@code GET}
 * @param url where; its query never shows in a message
 * @param headers in the order to send
 * @param body what it carries
 * @param route which way it takes
 */
public record Request(
    String method, String url, Map<String, String> headers, Body body, Route route) {
  public Request {
    requireNonNull(method, "method");
    requireNonNull(url, "url");
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    requireNonNull(body, "body");
    requireNonNull(route, "route");
  }

  /** A plain read. */
  public static Request get(Route route, String url) {
    return new Request("GET", url, Map.of(), new Body.None(), route);
  }

  /** A write of bytes. */
  public static Request put(Route route, String url, Body body) {
    return new Request("PUT", url, Map.of(), body, route);
  }

  /** A post of bytes. */
  public static Request post(Route route, String url, byte[] content) {
    return new Request("POST", url, Map.of(), new Body.Bytes(content), route);
  }

  /** The same with one more header. */
  public Request with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Request(method, url, more, body, route);
  }

  /** The same with more headers. */
  public Request with(Map<String, String> others) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(others);
    return new Request(method, url, more, body, route);
  }

  /** Scheme, host and port it goes to. */
  String server() {
    String bare = Redaction.bare(url);
    int scheme = bare.indexOf("://");
    int path = bare.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    return path < 0 ? bare : bare.substring(0, path);
  }

  /** Method and address without its query, fit for a log. */
  @Override
  public String toString() {
    return method + " " + Redaction.bare(url);
  }
}
