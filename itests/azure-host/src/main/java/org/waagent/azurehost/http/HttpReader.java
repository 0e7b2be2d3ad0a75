// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads requests off one connection, with bounds on every part. */
final class HttpReader {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_BODY = 256 * 1024 * 1024;

  private final InputStream in;

  HttpReader(InputStream in) {
    this.in = in;
  }

  /** The head of the next request, without body; empty at the end of the connection. */
  Optional<HttpRequest> head() throws IOException {
    String line = line();
    if (line == null) {
      return Optional.empty();
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new BadRequest(400, "not an HTTP/1.1 request line: " + line);
    }
    HttpRequest head = new HttpRequest(parts[0], target(parts[1]), headers(), new byte[0]);
    if (head.header("Host").isEmpty()) {
      throw new BadRequest(400, "no Host header");
    }
    return Optional.of(head);
  }

  /** The same request with its body. */
  HttpRequest body(HttpRequest head) throws IOException {
    boolean chunked =
        head.header("Transfer-Encoding").map(v -> v.equalsIgnoreCase("chunked")).orElse(false);
    byte[] body = chunked ? chunks() : exactly(contentLength(head));
    return new HttpRequest(head.method(), head.target(), head.headers(), body);
  }

  private static String target(String sent) throws BadRequest {
    try {
      HttpRequest.decode(sent);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(400, "broken percent-encoding: " + sent);
    }
    if (sent.startsWith("/")) {
      return sent;
    }
    if (sent.startsWith("http://")) {
      int slash = sent.indexOf('/', "http://".length());
      return slash < 0 ? "/" : sent.substring(slash);
    }
    throw new BadRequest(400, "not a request target: " + sent);
  }

  private List<Header> headers() throws IOException {
    List<Header> headers = new ArrayList<>();
    for (String line = line(); !end(line); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.substring(0, colon).isBlank()) {
        throw new BadRequest(400, "not a header: " + line);
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).trim()));
      if (headers.size() > MAX_HEADERS) {
        throw new BadRequest(431, "more than " + MAX_HEADERS + " headers");
      }
    }
    return headers;
  }

  private static int contentLength(HttpRequest head) throws BadRequest {
    String value = head.header("Content-Length").orElse("0");
    try {
      int length = Integer.parseInt(value);
      if (length >= 0 && length <= MAX_BODY) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new BadRequest(400, "Content-Length is not a number: " + value);
    }
    throw new BadRequest(413, "Content-Length out of bounds: " + value);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new BadRequest(400, "body ended after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      if (all.size() + (long) size > MAX_BODY) {
        throw new BadRequest(413, "chunked body too large");
      }
      all.write(exactly(size));
      line();
    }
    for (String trailer = line(); trailer != null && !trailer.isEmpty(); trailer = line()) {
      if (trailer.indexOf(':') < 1) {
        throw new BadRequest(400, "not a trailer: " + trailer);
      }
    }
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = line();
    try {
      return Integer.parseInt(line == null ? "" : line.split(";")[0].trim(), 16);
    } catch (NumberFormatException e) {
      throw new BadRequest(400, "not a chunk size: " + line);
    }
  }

  /** A client that went away within a head has asked for nothing. */
  private static boolean end(String line) throws EOFException {
    if (line == null) {
      throw new EOFException("the connection ended within a head");
    }
    return line.isEmpty();
  }

  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      bytes.write(b);
      if (bytes.size() > MAX_LINE) {
        throw new BadRequest(431, "a line of more than " + MAX_LINE + " bytes");
      }
    }
    return null;
  }
}
