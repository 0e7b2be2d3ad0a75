// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.waagent.goalstate.Secret;
import org.waagent.host.Proxy.Server;

/**
 * Reads {@code [scheme://][user[:password]@]host[:port][/]}, as keys and the environment have it.
 */
final class ProxyAddress {
  private static final int HIGHEST_PORT = 65_535;

  private ProxyAddress() {}

  /**
   * @param defaultPort where the text names none; 0 stands for the one of its scheme
   */
  static Server read(String text, int defaultPort) {
    String trimmed = text.strip();
    boolean secure = trimmed.regionMatches(true, 0, "https://", 0, 8);
    int scheme = trimmed.indexOf("://");
    String rest = scheme < 0 ? trimmed : trimmed.substring(scheme + 3);
    // The user first: a slash in a password must not make the rest of it a host, which is logged.
    int at = rest.lastIndexOf('@');
    String user = at < 0 ? "" : rest.substring(0, at);
    String place = untilSlash(rest.substring(at + 1));
    // For a port that can't exist the HTTP client would throw an exception nobody expects.
    boolean given = defaultPort > 0 && defaultPort <= HIGHEST_PORT;
    int port = given ? defaultPort : secure ? 443 : 80;
    Addresses address = address(place, port);
    int colon = user.indexOf(':');
    return new Server(
        address.host(),
        address.port(),
        at < 0
            ? Optional.empty()
            : Optional.of(decoded(colon < 0 ? user : user.substring(0, colon))),
        colon < 0 ? Optional.empty() : Optional.of(Secret.of(decoded(user.substring(colon + 1)))));
  }

  private static String untilSlash(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  private static Addresses address(String place, int port) {
    int bracket = place.startsWith("[") ? place.indexOf(']') : -1;
    if (bracket < 0) {
      return Addresses.read(place, port).orElse(new Addresses(place, port));
    }
    // What follows the brackets is read as if a host name stood in their place.
    int told =
        Addresses.read("v6" + place.substring(bracket + 1), port).map(Addresses::port).orElse(port);
    return new Addresses(place.substring(1, bracket), told);
  }

  /** With what {@code %} and two digits stand for; as it is where that makes no sense. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      out.write(value < 0 ? bytes[i] : value);
      i += value < 0 ? 0 : 2;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h * 16 + l;
  }
}
