// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.updater.LastWords;

/**
 * Counts exceptions that ended threads of features. It stands before the handler there was, which
 * hears of all as before.
 */
final class Uncaught implements UncaughtExceptionHandler, AutoCloseable {
  private final Supplier<Blame> blame;
  private final LastWords words;
  private final Map<String, Deaths> byFeature = new HashMap<>();

  /**
   * How threads of a feature ended.
   *
   * @param times how many did
   * @param last of what the last one died
   */
  record Deaths(int times, String last) {
    static final Deaths NONE = new Deaths(0, "");
  }

  Uncaught(Supplier<Blame> blame, Logger logger) {
    this.blame = blame;
    this.words =
        new LastWords(
            this::count,
            (thread, thrown) -> logger.error("Thread {} died", thread.getName(), thrown));
  }

  void listen() {
    words.hear();
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    words.uncaughtException(thread, thrown);
  }

  private void count(Thread thread, Throwable thrown) {
    blame.get().features(thrown).forEach(feature -> count(feature, thrown));
  }

  private synchronized void count(String feature, Throwable thrown) {
    byFeature.merge(
        feature,
        new Deaths(1, thrown.toString()),
        (old, one) -> new Deaths(old.times() + 1, one.last()));
  }

  synchronized Deaths of(String feature) {
    return byFeature.getOrDefault(feature, Deaths.NONE);
  }

  synchronized void forget(String feature) {
    byFeature.remove(feature);
  }

  @Override
  public void close() {
    words.close();
  }
}
