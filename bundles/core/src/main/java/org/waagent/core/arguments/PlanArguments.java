// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.arguments;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What stands behind the word of a verb that makes a plan. As with the other words, any number of
 * {@code -} and {@code /} may stand in front.
 *
 * @param options those that were given
 * @param keep globs of what is to be kept
 */
public record PlanArguments(Set<Option> options, List<String> keep) {
  /** Of verbs that show their plan or do it. */
  public static final String PLANNING = "[--dry-run [--json]]";

  /** Of those that take something away. */
  public static final String SPARING = PLANNING + " [--keep GLOB]...";

  /** Of those that ask before. */
  public static final String ASKING = "[-force] [-deep] " + SPARING;

  public PlanArguments {
    options = Set.copyOf(options);
    keep = List.copyOf(keep);
  }

  /** Whether it was given. */
  public boolean has(Option option) {
    return options.contains(option);
  }

  /**
   * Understands them.
   *
   * @param known what the verb takes
   * @throws IllegalArgumentException naming what is wrong
   */
  public static PlanArguments parse(List<String> words, Set<Option> known) {
    Set<Option> options = EnumSet.noneOf(Option.class);
    List<String> keep = new ArrayList<>();
    Iterator<String> left = words.iterator();
    while (left.hasNext()) {
      String word = left.next().replaceFirst("^[-/]+", "");
      Option option = Option.of(word).filter(known::contains).orElseThrow(() -> unknown(word));
      options.add(option);
      if (option == Option.KEEP) {
        int equals = word.indexOf('=');
        keep.add(equals > 0 ? word.substring(equals + 1) : left.hasNext() ? left.next() : "");
      }
    }
    if (options.contains(Option.JSON) && !options.contains(Option.DRY_RUN)) {
      throw new IllegalArgumentException("--json goes with --dry-run");
    }
    return new PlanArguments(options, keep);
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException("unknown word: " + word);
  }
}
