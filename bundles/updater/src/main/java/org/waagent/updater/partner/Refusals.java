// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.log.Logger;

/** What features asked for and did not get, counted since the agent started. */
public final class Refusals {
  /** Of one feature; more of them say nothing new. */
  private static final int MOST = 100;

  private static final int LONGEST = 300;
  private static final String MORE = "more than that";

  private final Map<String, Map<String, Refusal>> byFeature = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Logger logger;

  /** Nothing refused yet. */
  public Refusals(InstantSource clock, Logger logger) {
    this.clock = clock;
    this.logger = logger;
  }

  /**
   * Counts one.
   *
   * @param what was asked for, for example {@code read /etc/shadow}
   * @return a sentence that names the feature and what it asked for
   */
  String refuse(String feature, String what) {
    String text = what.length() > LONGEST ? what.substring(0, LONGEST) + "..." : what;
    if (count(feature, text)) {
      logger.warn("Feature {} may not {}: it does not declare so", feature, text);
    }
    return "feature " + feature + " may not " + text + ": it does not declare so";
  }

  private synchronized boolean count(String feature, String text) {
    Map<String, Refusal> known = byFeature.computeIfAbsent(feature, f -> new LinkedHashMap<>());
    String what = known.size() < MOST || known.containsKey(text) ? text : MORE;
    Refusal before = known.get(what);
    known.put(
        what,
        before == null
            ? new Refusal(feature, what, 1, clock.instant())
            : before.again(clock.instant()));
    return before == null;
  }

  /** Those of one feature, in the order they first came. */
  public synchronized List<Refusal> of(String feature) {
    return List.copyOf(byFeature.getOrDefault(feature, Map.of()).values());
  }

  /** All of them. */
  public synchronized List<Refusal> all() {
    return byFeature.values().stream().flatMap(known -> known.values().stream()).toList();
  }

  /** Forgets those of a feature that is gone or new. */
  public synchronized void forget(String feature) {
    byFeature.remove(feature);
  }
}
