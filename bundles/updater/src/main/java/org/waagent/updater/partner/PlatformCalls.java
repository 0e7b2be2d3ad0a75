// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the platform has been waiting for code of features: it starts their bundles, makes their
 * components and tells them events on threads that others need, as the one that starts the agent.
 * Counted in looks, because a clock may jump.
 */
final class PlatformCalls {
  private static final String PLATFORM = "org.apache.felix.";

  private final Map<Call, Integer> known = new HashMap<>();

  private record Call(long thread, String feature) {}

  /**
   * Looks at all threads.
   *
   * @return for each feature that is waited for, how many looks in a row the same thread was seen
   *     in its code
   */
  synchronized Map<String, Integer> look(Map<Thread, StackTraceElement[]> threads, Blame blame) {
    Map<Call, Integer> seen = new HashMap<>();
    threads.forEach(
        (thread, stack) ->
            blame
                .features(called(stack))
                .forEach(
                    feature -> {
                      Call call = new Call(thread.getId(), feature);
                      seen.put(call, known.getOrDefault(call, 0) + 1);
                    }));
    known.clear();
    known.putAll(seen);
    Map<String, Integer> longest = new HashMap<>();
    seen.forEach((call, looks) -> longest.merge(call.feature(), looks, Math::max));
    return longest;
  }

  /** The part of a stack that the platform called. */
  private static StackTraceElement[] called(StackTraceElement[] stack) {
    int first = stack.length - 1;
    while (first >= 0 && !stack[first].getClassName().startsWith(PLATFORM)) {
      first--;
    }
    return Arrays.copyOf(stack, Math.max(0, first));
  }
}
