// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.util.Locale;
import java.util.Set;

/** Cuts access signatures, keys and passwords out of texts that came from elsewhere. */
public final class Redaction {
  private static final String CUT = "<redacted>";
  private static final Set<String> KEYS =
      Set.of("sv", "st", "se", "sr", "sp", "sip", "spr", "sig", "sk");

  /** What goes before a secret outside of a query, too, or in one that was encoded once more. */
  private static final String[] MARKS = {
    "sig=", "sig%3d", "accountkey=", "sharedaccesssignature=", "password=", "authorization: basic "
  };

  private Redaction() {}

  /**
   * The text without secrets: every address without its user, its query cut from the first
   * signature key on up to the next blank or quote, and no value of a key that is always secret.
   */
  public static String signatures(String text) {
    return marked(addresses(text));
  }

  /**
   * The failure as the cause of another one; none if it, or what it was caused by, tells a secret,
   * as a server may answer with anything and the client quotes it.
   */
  public static Throwable cause(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = String.valueOf(e.getMessage());
      boolean clean = message.equals(signatures(message));
      for (Throwable other : e.getSuppressed()) {
        clean &= cause(other) != null;
      }
      if (!clean) {
        return null;
      }
    }
    return failure;
  }

  /** An address without user, query and fragment, fit for a log. */
  static String bare(String url) {
    String path = url.substring(0, Math.min(before(url, '?'), before(url, '#')));
    int scheme = path.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int at = path.lastIndexOf('@', userEnd(path, from));
    return at < from ? path : path.substring(0, from) + path.substring(at + 1);
  }

  private static int before(String text, char c) {
    int at = text.indexOf(c);
    return at < 0 ? text.length() : at;
  }

  private static int userEnd(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  private static String addresses(String text) {
    int at = text.indexOf("://");
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      int end = end(text, at);
      int user = text.lastIndexOf('@', Math.min(end, userEnd(text, at + 3)));
      if (user > at) {
        out.append(text, from, at + 3).append(CUT);
        from = user;
      }
      int query = text.indexOf('?', at);
      int key = query < 0 || query >= end ? -1 : firstKey(text, query + 1, end);
      if (key >= 0) {
        out.append(text, from, key).append(CUT);
        from = end;
      }
      at = text.indexOf("://", end);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int firstKey(String text, int from, int end) {
    int key = from;
    while (key < end) {
      // In XML the separator is written as an entity.
      key = text.startsWith("amp;", key) ? key + 4 : key;
      int next = text.indexOf('&', key);
      int stop = next < 0 || next > end ? end : next;
      int equals = text.indexOf('=', key);
      if (equals > 0 && equals < stop && isKey(text.substring(key, equals))) {
        return key;
      }
      key = stop + 1;
    }
    return -1;
  }

  private static boolean isKey(String name) {
    return KEYS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String marked(String text) {
    String out = text;
    for (String mark : MARKS) {
      out = without(out, mark);
    }
    return out;
  }

  private static String without(String text, String mark) {
    String lower = text.toLowerCase(Locale.ROOT);
    // Where lower case has another length, positions would not fit.
    int at = lower.length() == text.length() ? lower.indexOf(mark) : -1;
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      int value = at + mark.length();
      int end = value;
      while (end < text.length()
          && !isEnd(text.charAt(end))
          && "&;,".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      out.append(text, from, value).append(CUT);
      from = end;
      at = lower.indexOf(mark, end);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isEnd(char c) {
    return Character.isWhitespace(c) || "\"'<>\\".indexOf(c) >= 0;
  }
}
