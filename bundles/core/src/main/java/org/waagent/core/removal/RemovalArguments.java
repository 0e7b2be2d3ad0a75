// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands behind the word on the command line. As with the other words, any number of {@code -}
 * and {@code /} may stand in front.
 *
 * @param options those that were given
 * @param keep globs of what is to be kept
 */
record RemovalArguments(Set<Option> options, List<String> keep) {
  static final String USAGE = "[-force] [-deep] [--dry-run [--json]] [--keep GLOB]...";

  private static final String KEEP = "keep";

  RemovalArguments {
    options = Set.copyOf(options);
    keep = List.copyOf(keep);
  }

  /** Words that need no value. */
  enum Option {
    /** Do not ask. */
    FORCE("force"),
    /** Also what the platform does not ask for. */
    DEEP("deep"),
    /** Show the plan and do nothing. */
    DRY_RUN("dry-run"),
    /** Show it as a document. */
    JSON("json"),
    /** Meant for the launcher. */
    VERBOSE("verbose");

    private final String word;

    Option(String word) {
      this.word = word;
    }
  }

  boolean has(Option option) {
    return options.contains(option);
  }

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  static RemovalArguments parse(List<String> words) {
    Set<Option> options = new HashSet<>();
    List<String> keep = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).replaceFirst("^[-/]+", "");
      if (word.startsWith(KEEP + "=")) {
        keep.add(word.substring(KEEP.length() + 1));
      } else if (word.equals(KEEP)) {
        i++;
        keep.add(i < words.size() ? words.get(i) : "");
      } else {
        options.add(option(word));
      }
    }
    if (options.contains(Option.JSON) && !options.contains(Option.DRY_RUN)) {
      throw new IllegalArgumentException("--json goes with --dry-run");
    }
    return new RemovalArguments(options, keep);
  }

  private static Option option(String word) {
    for (Option option : Option.values()) {
      if (option.word.equals(word)) {
        return option;
      }
    }
    throw new IllegalArgumentException("unknown word: " + word);
  }
}
