// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Bounds and counts what groups of processes use: slices, scopes and services of systemd, on
 * control groups of version 1 or 2. Where the machine has none of that nothing is bounded, nothing
 * is counted, and nothing fails.
 */
@ProviderType
public interface ResourceControl {
  /** What the machine offers; looked at when first asked, and quick. */
  Support support();

  /**
   * Has a slice or service counted, and bounds it from now on until the machine stops.
   *
   * @param unit full name, for example {@code azure-vmextensions-Acme.Hello.slice}
   * @param quota how much it may use; what is empty is not bounded, also where it was bounded here
   *     before
   * @return {@code false} if there are no groups, or no such service
   * @throws IOException if the machine offers groups and refused
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean bound(String unit, Quota quota) throws IOException, InterruptedException;

  /**
   * What a unit uses.
   *
   * @param unit full name of a slice, scope or service
   * @return empty where nothing of the unit runs or nothing is counted
   * @throws IOException if the counters can't be read
   * @throws InterruptedException if the waiting thread is interrupted
   */
  Optional<Usage> usage(String unit) throws IOException, InterruptedException;

  /**
   * Who runs in a service or scope beside this agent; groups below it do not count.
   *
   * @param unit full name of a scope or service
   * @return process ids; empty where nothing of the unit runs or nobody tells
   * @throws IOException if the table of processes can't be read
   * @throws InterruptedException if the waiting thread is interrupted
   */
  default List<Long> others(String unit) throws IOException, InterruptedException {
    return List.of();
  }

  /**
   * The service this agent runs in, for example {@code waagent.service}; empty where it runs in
   * none.
   *
   * @throws IOException if the table of groups can't be read
   */
  Optional<String> ownService() throws IOException;

  /** What a machine offers. */
  sealed interface Support {
    /**
     * Groups.
     *
     * @param version of the control groups, 1 or 2
     */
    record Groups(int version) implements Support {}

    /**
     * None.
     *
     * @param why for people
     */
    record None(String why) implements Support {
      public None {
        requireNonNull(why, "why");
      }
    }

    /**
     * Groups that were refused lately. Until they are asked for again all runs without.
     *
     * @param why for people
     */
    record Refused(String why) implements Support {
      public Refused {
        requireNonNull(why, "why");
      }
    }
  }

  /**
   * How much may be used.
   *
   * @param cpuPercent of one processor; 200 is two processors
   * @param memoryBytes of memory, swap not counted; what needs more is ended by the kernel
   */
  record Quota(OptionalDouble cpuPercent, OptionalLong memoryBytes) {
    /** No bounds, only counted. */
    public static final Quota NONE = new Quota(OptionalDouble.empty(), OptionalLong.empty());

    public Quota {
      requireNonNull(cpuPercent, "cpuPercent");
      requireNonNull(memoryBytes, "memoryBytes");
    }
  }

  /**
   * What was used. Counters the machine does not keep are empty.
   *
   * @param cpuNanos processor time since the unit began
   * @param throttledNanos time it was held back since it began
   * @param memoryBytes in use now
   * @param anonymousBytes of that, not backed by a file
   * @param cacheBytes of that, backed by files
   * @param mostMemoryBytes most that was ever in use
   * @param swapBytes swapped out now
   * @param memoryThrottled how often it was held back for its memory (version 2)
   */
  record Usage(
      OptionalLong cpuNanos,
      OptionalLong throttledNanos,
      OptionalLong memoryBytes,
      OptionalLong anonymousBytes,
      OptionalLong cacheBytes,
      OptionalLong mostMemoryBytes,
      OptionalLong swapBytes,
      OptionalLong memoryThrottled) {}
}
