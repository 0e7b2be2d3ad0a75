// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.UUID;
import org.waagent.azurehost.http.HttpRequest;

/** What servers demand of requests; every method throws a {@link Refusal} when it is not so. */
final class Require {
  private Require() {}

  static void method(HttpRequest request, String method) {
    if (!request.method().equals(method)) {
      throw Refusal.wrong(405, "UnsupportedHttpVerb", request.method() + " instead of " + method);
    }
  }

  static String header(HttpRequest request, String name) {
    return request
        .header(name)
        .filter(v -> !v.isBlank())
        .orElseThrow(
            () ->
                Refusal.wrong(
                    400, "MissingRequiredHeader", "A required header is missing: " + name));
  }

  static void header(HttpRequest request, String name, String value) {
    String sent = header(request, name);
    if (!sent.equals(value)) {
      throw badHeader(name, sent, value);
    }
  }

  static void uuidHeader(HttpRequest request, String name) {
    String sent = header(request, name);
    try {
      if (UUID.fromString(sent).toString().equalsIgnoreCase(sent)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw badHeader(name, sent, "a UUID");
    }
    throw badHeader(name, sent, "a UUID");
  }

  static void contentType(HttpRequest request, String type) {
    String sent = header(request, "Content-Type");
    if (!sent.split(";")[0].trim().equalsIgnoreCase(type)) {
      throw badHeader("Content-Type", sent, type);
    }
  }

  static void length(HttpRequest request) {
    boolean chunked = request.header("Transfer-Encoding").isPresent();
    if (!chunked && request.header("Content-Length").isEmpty()) {
      throw Refusal.wrong(
          411, "MissingContentLengthHeader", "The Content-Length header was not specified.");
    }
  }

  static Refusal badHeader(String name, String sent, String wanted) {
    return Refusal.wrong(
        400,
        "InvalidHeaderValue",
        "The value of header " + name + " is wrong: '" + sent + "', expected " + wanted);
  }
}
