// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Makes bad documents of good ones. */
final class Mutations {
  private static final String[] VALUES = {
    "null",
    "true",
    "-1",
    "1e999999999",
    "\"\"",
    "[]",
    "{}",
    "[[{}]]",
    "\"\\u0000\"",
    "99999999999999999999",
    "\"../../x\"",
    "\"+1000000000-12-31T23:59:59Z\""
  };
  private static final int OVERSIZE = 5 << 20;
  private static final int DEPTH = 200_000;

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  byte[] of(String good) {
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(16)) {
      case 0 -> large(bytes);
      case 1 -> deep();
      case 2, 3, 4 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 5, 6 -> swapped(bytes);
      case 7, 8, 9 -> flipped(bytes);
      default -> otherValue(good).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] large(byte[] bytes) {
    byte[] large = Arrays.copyOf(bytes, OVERSIZE);
    Arrays.fill(large, bytes.length, OVERSIZE, (byte) (random.nextBoolean() ? ' ' : '['));
    return large;
  }

  private byte[] deep() {
    return (random.nextBoolean() ? "[" : "{\"a\":").repeat(DEPTH).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] swapped(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    byte[] turned = new byte[bytes.length];
    System.arraycopy(bytes, from, turned, 0, bytes.length - from);
    System.arraycopy(bytes, 0, turned, bytes.length - from, from);
    return turned;
  }

  private byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return other;
  }

  /** Puts a value of another type behind one of the colons. */
  private String otherValue(String good) {
    int colon = good.indexOf(": ", random.nextInt(good.length()));
    if (colon < 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    int end = colon + 2;
    while (end < good.length() && ",}]".indexOf(good.charAt(end)) < 0) {
      end++;
    }
    return good.substring(0, colon + 2)
        + VALUES[random.nextInt(VALUES.length)]
        + good.substring(end);
  }
}
