// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;

/**
 * An address as files and keys carry it.
 *
 * @param host name or address
 * @param port its port
 */
record Addresses(String host, int port) {
  /** Reads {@code host} or {@code host:port}; empty if the text is neither. */
  static Optional<Addresses> read(String text, int defaultPort) {
    String trimmed = text.strip();
    int colon = trimmed.lastIndexOf(':');
    String host = colon < 0 ? trimmed : trimmed.substring(0, colon);
    if (host.isEmpty() || !host.chars().allMatch(Addresses::isHostCharacter)) {
      return Optional.empty();
    }
    if (colon < 0) {
      return Optional.of(new Addresses(host, defaultPort));
    }
    try {
      int port = Integer.parseInt(trimmed.substring(colon + 1));
      return port > 0 && port < 65536 ? Optional.of(new Addresses(host, port)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isHostCharacter(int c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }
}
