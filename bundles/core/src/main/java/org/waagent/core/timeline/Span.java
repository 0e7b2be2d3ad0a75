// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that took time.
 *
 * @param group what it belongs to: {@link #START}, {@link #BUNDLE}, {@link #AGENT} or the name of a
 *     plugin
 * @param name what was done
 * @param begin counted from the start of the process
 * @param end the same; empty while it runs
 * @param result how it ended
 * @param programs how much of it was waiting for programs; empty where nobody knows
 */
public record Span(
    String group,
    String name,
    Duration begin,
    Optional<Duration> end,
    Result result,
    Optional<Duration> programs) {
  /** Group of what goes on before the first bundle starts. */
  public static final String START = "start";

  /** Group of the bundles' starts. */
  public static final String BUNDLE = "bundle";

  /** Group of what the agent does with its host. */
  public static final String AGENT = "agent";

  public Span {
    requireNonNull(group, "group");
    requireNonNull(name, "name");
    requireNonNull(begin, "begin");
    requireNonNull(end, "end");
    requireNonNull(result, "result");
    requireNonNull(programs, "programs");
  }

  /** How long it took; until then where it still runs. */
  Duration took(Duration now) {
    Duration time = end.orElse(now).minus(begin);
    return time.isNegative() ? Duration.ZERO : time;
  }

  /** Whether the launcher knows it, and tells it again to whoever asks. */
  boolean isOfLauncher() {
    return group.equals(START) || group.equals(BUNDLE);
  }

  @Override
  public String toString() {
    return group + ": " + name + " " + result.word();
  }
}
