// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Hears of threads that end by an exception, and passes each on to who heard of them before. Of two
 * versions of this bundle the older one ends first, from the middle of that chain: it takes itself
 * out, or its classes would stay for ever. Each version has its own classes, so they do it by
 * Java's types: who is given two handlers puts the second in the place of the first.
 */
public final class LastWords
    implements UncaughtExceptionHandler,
        BiConsumer<UncaughtExceptionHandler, UncaughtExceptionHandler>,
        Closeable {
  private final UncaughtExceptionHandler listener;
  private final UncaughtExceptionHandler last;
  private final AtomicReference<UncaughtExceptionHandler> behind = new AtomicReference<>();

  /**
   * @param listener hears it first
   * @param last hears it where nobody did before
   */
  public LastWords(UncaughtExceptionHandler listener, UncaughtExceptionHandler last) {
    this.listener = requireNonNull(listener, "listener");
    this.last = requireNonNull(last, "last");
  }

  /** Begins to listen. */
  public void hear() {
    behind.set(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(this);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    listener.uncaughtException(thread, thrown);
    Optional.ofNullable(behind.get()).orElse(last).uncaughtException(thread, thrown);
  }

  @Override
  public void accept(UncaughtExceptionHandler gone, UncaughtExceptionHandler instead) {
    if (!behind.compareAndSet(gone, instead)) {
      replace(behind.get(), gone, instead);
    }
  }

  @SuppressWarnings("unchecked")
  private static void replace(
      UncaughtExceptionHandler in,
      UncaughtExceptionHandler gone,
      UncaughtExceptionHandler instead) {
    if (in instanceof BiConsumer<?, ?> chain) {
      ((BiConsumer<UncaughtExceptionHandler, UncaughtExceptionHandler>) chain)
          .accept(gone, instead);
    }
  }

  /** Hears no more. Done twice, it does nothing the second time. */
  @Override
  public void close() {
    UncaughtExceptionHandler first = Thread.getDefaultUncaughtExceptionHandler();
    if (first == this) {
      Thread.setDefaultUncaughtExceptionHandler(behind.get());
    } else {
      replace(first, this, behind.get());
    }
  }
}
