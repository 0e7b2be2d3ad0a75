// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import org.waagent.extension.handler.Redaction;

/** What goes into a journal, which must stay small enough to be read again. */
final class Bounded {
  private static final int LONGEST = 8192;

  private Bounded() {}

  static String message(String text) {
    requireNonNull(text, "message");
    return Redaction.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
  }
}
