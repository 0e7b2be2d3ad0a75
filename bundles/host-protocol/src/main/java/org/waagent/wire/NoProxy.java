// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The hosts {@code no_proxy} excepts: domains with what is below them, addresses, IPv4 networks
 * such as {@code 10.0.0.0/8}, or {@code *}.
 */
final class NoProxy {
  private final List<String> entries;

  private NoProxy(List<String> entries) {
    this.entries = entries;
  }

  static NoProxy of(String text) {
    List<String> entries = new ArrayList<>();
    for (String entry : text.split(",")) {
      if (!entry.isBlank()) {
        entries.add(entry.strip().toLowerCase(Locale.ROOT));
      }
    }
    return new NoProxy(entries);
  }

  boolean covers(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    for (String entry : entries) {
      if (entry.equals("*") || isIn(lower, entry)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String host, String entry) {
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return isInNetwork(host, entry.substring(0, slash), entry.substring(slash + 1));
    }
    String domain = entry.startsWith(".") ? entry.substring(1) : entry;
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean isInNetwork(String host, String network, String length) {
    long address = address(host);
    long base = address(network);
    if (address < 0 || base < 0 || !length.matches("[0-9]{1,2}")) {
      return false;
    }
    int bits = Integer.parseInt(length);
    return bits <= 32 && (bits == 0 || address >> (32 - bits) == base >> (32 - bits));
  }

  /** The number of an IPv4 address; -1 for a text that is none. */
  private static long address(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return -1;
    }
    long number = 0;
    for (String part : parts) {
      if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
        return -1;
      }
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }
}
