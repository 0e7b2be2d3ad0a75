// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.Random;

/** Damages texts the way transports, hosts and attackers do. */
final class Mutation {
  private static final String[] ODD = {
    "\u0000",
    "\uFEFF",
    "\uFFFF",
    "\uD800",
    "<",
    ">",
    "&",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "null",
    "-1",
    "1e999999999",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "&b;",
    "<![CDATA[",
    "]]>",
    "'",
    "\\u0000"
  };

  private final Random random;

  Mutation(Random random) {
    this.random = random;
  }

  String any(String text) {
    String damaged = text;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      damaged = once(damaged);
    }
    return damaged;
  }

  private String once(String text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(60));
    return switch (random.nextInt(9)) {
      case 0 -> text.substring(0, at);
      case 1 -> flip(text);
      case 2 -> text.substring(0, at) + text.substring(end);
      case 3 -> text.substring(0, end) + text.substring(at);
      case 4 -> text.substring(at) + text.substring(0, at);
      case 5 -> text.substring(0, at) + ODD[random.nextInt(ODD.length)] + text.substring(end);
      case 6 -> text.substring(0, at) + deep() + text.substring(at);
      case 7 -> text.substring(0, at) + "9".repeat(random.nextInt(5000)) + text.substring(end);
      default -> wrongType(text);
    };
  }

  /** One character becomes another. */
  String flip(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    char other = (char) (text.charAt(at) ^ 1 << random.nextInt(7));
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private String deep() {
    int depth = 1 + random.nextInt(2000);
    return random.nextBoolean() ? "[".repeat(depth) : "<a>".repeat(depth);
  }

  private String wrongType(String text) {
    int colon = text.indexOf(':', random.nextInt(text.length() + 1));
    String[] others = {"[]", "{}", "7", "true", "null", "\"\"", "[[1]]"};
    return colon < 0
        ? text
        : text.substring(0, colon + 1)
            + others[random.nextInt(others.length)]
            + text.substring(Math.min(text.length(), colon + 1 + random.nextInt(4)));
  }
}
