// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spoils documents, the same way for the same seed. Addresses stay whole or are no addresses any
 * more, so that a spoiled document never sends an agent to a machine of somebody else.
 */
final class Mutator {
  /** How a document is spoiled. */
  enum Kind {
    TRUNCATED,
    SWAPPED,
    OVERSIZED,
    DEEP,
    WRONG_TYPE,
    NOISE
  }

  private static final int MEGABYTE = 1024 * 1024;
  private static final Pattern ADDRESS = Pattern.compile("http://[^\"<]*|\\$\\{[a-zA-Z]+\\}");
  private static final Pattern VALUE =
      Pattern.compile("=\"([^\"]*)\"|>([^<>]+)<|:\\s*(\"[^\"]*\"|[\\w.]+|\\[\\]|\\{\\})");
  private static final List<String> ODD =
      List.of(
          "-1",
          "",
          "null",
          "true",
          "[]",
          "{}",
          "99999999999999999999",
          "1e400",
          "NaN",
          "..",
          "/",
          "../../etc/passwd",
          "a b",
          "\\u0000",
          "&#0;",
          "&amp;lt;",
          "\"",
          "'",
          "<",
          "%n%s",
          "é\uffff");

  private final Random random;

  Mutator(long seed) {
    this.random = new Random(seed);
  }

  Kind kind() {
    return Kind.values()[random.nextInt(Kind.values().length)];
  }

  /** One of several. */
  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  String spoil(String document, Kind kind) {
    List<String> addresses = new ArrayList<>();
    Matcher all = ADDRESS.matcher(document);
    StringBuilder text = new StringBuilder();
    while (all.find()) {
      all.appendReplacement(text, "\u00ab" + addresses.size() + "\u00bb");
      addresses.add(all.group());
    }
    all.appendTail(text);
    String spoiled = spoiled(text.toString(), kind);
    for (int i = 0; i < addresses.size(); i++) {
      spoiled = spoiled.replace("\u00ab" + i + "\u00bb", addresses.get(i));
    }
    return spoiled;
  }

  private String spoiled(String text, Kind kind) {
    return switch (kind) {
      case TRUNCATED -> text.substring(0, below(Math.max(1, text.stripTrailing().length() - 1)));
      case SWAPPED -> swapped(text);
      case OVERSIZED -> oversized(text);
      case DEEP -> deep(text);
      case WRONG_TYPE -> wrongType(text);
      case NOISE -> noise(text);
    };
  }

  private String swapped(String text) {
    int half = text.length() / 2;
    if (half < 2) {
      return text + text;
    }
    int length = 1 + below(Math.min(200, half));
    int first = below(half - length + 1);
    int second = half + below(text.length() - half - length + 1);
    return text.substring(0, first)
        + text.substring(second, second + length)
        + text.substring(first + length, second)
        + text.substring(first, first + length)
        + text.substring(second + length);
  }

  private String oversized(String text) {
    int from = below(text.length() + 1);
    int to = Math.min(text.length(), from + 1 + below(200));
    String chunk = from == to ? "x" : text.substring(from, to);
    int bytes = (1 + below(8)) * MEGABYTE;
    return text.substring(0, to) + chunk.repeat(bytes / chunk.length()) + text.substring(to);
  }

  private String deep(String text) {
    int at = between(text);
    String element = one(List.of("<e>", "[", "{\"e\":", "<e a=\"1\">"));
    return text.substring(0, at) + element.repeat(100 + below(100_000)) + text.substring(at);
  }

  /** A place where something may begin, if there is one. */
  private int between(String text) {
    int from = below(text.length() + 1);
    for (int i = from; i < text.length(); i++) {
      if (">[,:".indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return from;
  }

  private String wrongType(String text) {
    List<MatchResult> values = VALUE.matcher(text).results().toList();
    if (values.isEmpty()) {
      return one(ODD);
    }
    MatchResult value = one(values);
    int group = value.start(1) >= 0 ? 1 : value.start(2) >= 0 ? 2 : 3;
    return text.substring(0, value.start(group)) + one(ODD) + text.substring(value.end(group));
  }

  private String noise(String text) {
    StringBuilder noisy = new StringBuilder(text);
    int count = 1 + below(20);
    for (int i = 0; i < count && !noisy.isEmpty(); i++) {
      noisy.setCharAt(below(noisy.length()), (char) below(0x250));
    }
    return noisy.toString();
  }
}
