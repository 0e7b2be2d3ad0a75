// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.arguments;

import java.util.Optional;

/** A word that says how a plan is dealt with. */
public enum Option {
  /** Do not ask. Scripts of old say so to verbs that ask nothing, too. */
  FORCE("force"),
  /** Also what the platform does not ask for. */
  DEEP("deep"),
  /** Show the plan and do nothing. */
  DRY_RUN("dry-run"),
  /** Show it as a document. */
  JSON("json"),
  /** Meant for the launcher. */
  VERBOSE("verbose"),
  /** A file stays: the glob stands behind it, after {@code =} or as the next word. */
  KEEP("keep");

  private final String word;

  Option(String word) {
    this.word = word;
  }

  /** What a word without its prefix stands for. */
  static Optional<Option> of(String text) {
    for (Option option : values()) {
      if (text.equals(option.word) || option == KEEP && text.startsWith(option.word + "=")) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}
