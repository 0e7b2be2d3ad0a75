// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Puts answers on one connection, whole or broken. */
final class HttpWriter {
  private static final int STEPS_PER_SECOND = 10;
  private static final int CHUNK = 16 * 1024;

  private final OutputStream out;

  HttpWriter(OutputStream out) {
    this.out = out;
  }

  void whole(HttpAnswer answer, boolean keepAlive) throws IOException {
    head(answer, keepAlive);
    body(answer);
    out.flush();
  }

  private void body(HttpAnswer answer) throws IOException {
    byte[] body = answer.body();
    for (int at = 0; at < body.length; at += CHUNK) {
      part(answer, at, Math.min(CHUNK, body.length - at));
    }
    if (answer.isChunked()) {
      ascii("0\r\n\r\n");
    }
  }

  void truncated(HttpAnswer answer) throws IOException {
    head(answer, false);
    if (answer.body().length > 1) {
      part(answer, 0, answer.body().length / 2);
    }
    out.flush();
  }

  void endless(HttpAnswer answer, Hold hold) throws IOException {
    HttpAnswer chunked = answer.chunked();
    head(chunked, false);
    part(chunked, 0, chunked.body().length);
    HttpAnswer more = HttpAnswer.of(200, "", new byte[CHUNK]).chunked();
    while (hold.now() == Hold.Then.GO_ON) {
      part(more, 0, CHUNK);
    }
    out.flush();
  }

  void dripping(HttpAnswer answer, Delivery.Dripping how) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    HttpWriter all = new HttpWriter(copy);
    all.head(answer, false);
    int head = copy.size();
    all.body(answer);
    byte[] bytes = copy.toByteArray();
    int at = how.head() ? 0 : head;
    out.write(bytes, 0, at);
    out.flush();
    drip(bytes, at, how);
  }

  private void drip(byte[] bytes, int from, Delivery.Dripping how) throws IOException {
    int step = Math.max(1, how.bytesPerSecond() / STEPS_PER_SECOND);
    int at = from;
    while (at < bytes.length && how.hold().now() == Hold.Then.GO_ON) {
      int length = Math.min(step, bytes.length - at);
      out.write(bytes, at, length);
      out.flush();
      at += length;
      pause(length * 1000L / how.bytesPerSecond());
    }
    if (how.hold().now() != Hold.Then.CUT) {
      out.write(bytes, at, bytes.length - at);
      out.flush();
    }
  }

  void nonsense() throws IOException {
    out.write("\u0001\u0002this is no HTTP\u0003\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  void goOn() throws IOException {
    ascii("HTTP/1.1 100 Continue\r\n\r\n");
    out.flush();
  }

  private void part(HttpAnswer answer, int at, int length) throws IOException {
    if (answer.isChunked()) {
      ascii(Integer.toHexString(length) + "\r\n");
    }
    out.write(answer.body(), at, length);
    if (answer.isChunked()) {
      ascii("\r\n");
    }
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void head(HttpAnswer answer, boolean keepAlive) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(answer.status()).append(' ').append(reason(answer.status()));
    head.append("\r\n");
    for (Header header : answer.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (answer.status() != 304 && !answer.isChunked()) {
      head.append("Content-Length: ").append(answer.body().length).append("\r\n");
    }
    head.append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
    ascii(head.toString());
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while dripping", e);
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 411 -> "Length Required";
      case 416 -> "Range Not Satisfiable";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Status " + status;
    };
  }
}
