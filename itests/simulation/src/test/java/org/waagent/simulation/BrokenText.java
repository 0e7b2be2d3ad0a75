// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.util.Random;

/** Texts in the place of a document that no agent can make sense of. */
final class BrokenText {
  private static final int DEEP = 50_000;
  private static final int LARGE = 12 << 20;

  private BrokenText() {}

  static String of(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> "<";
      case 2 -> "{\"hostGAPluginVersion\": \"1.0.8.133\", \"vmSettings";
      case 3 -> "<?xml version=\"1.0\"?><Extensions><Plugins>";
      case 4 -> "<a>".repeat(DEEP);
      case 5 -> "[".repeat(DEEP);
      case 6 -> "{\"a\": \"" + "x".repeat(LARGE) + "\"}";
      default -> "<a>" + "<b c='d'>e</b>".repeat(LARGE / 14) + "</a>";
    };
  }
}
