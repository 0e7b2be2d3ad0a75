// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.waagent.updater.LastWords;

/** Whether a thread ended by an exception that came through a new bundle, while this is open. */
final class ErrorSign implements Sign, Closeable {
  private final Supplier<Collection<Bundle>> tried;
  private final Runnable wake;
  private final LastWords words;
  private final AtomicReference<String> first = new AtomicReference<>();

  private ErrorSign(Supplier<Collection<Bundle>> tried, Runnable wake) {
    this.tried = requireNonNull(tried, "tried");
    this.wake = requireNonNull(wake, "wake");
    this.words = new LastWords(this::ended, (thread, error) -> error.printStackTrace());
  }

  /**
   * Begins to listen. Who listened before still hears.
   *
   * @param wake is called when there is something to read; must be quick
   */
  static ErrorSign open(Supplier<Collection<Bundle>> tried, Runnable wake) {
    ErrorSign sign = new ErrorSign(tried, wake);
    sign.words.hear();
    return sign;
  }

  private void ended(Thread thread, Throwable error) {
    Owners owners = new Owners(tried.get());
    Optional<Bundle> owner = Optional.empty();
    for (Throwable one = error; one != null && owner.isEmpty(); one = one.getCause()) {
      owner = owners.owner(one.getStackTrace());
    }
    owner.ifPresent(
        bundle -> {
          first.compareAndSet(
              null,
              "thread "
                  + thread.getName()
                  + " of "
                  + bundle.getSymbolicName()
                  + " ended by "
                  + Reasons.of(error));
          wake.run();
        });
  }

  @Override
  public Reading read() {
    String error = first.get();
    return error == null ? Reading.GOOD : new Reading.Bad(error);
  }

  /** Ends it, and tells the first error there was; empty text if there was none. */
  String last() {
    close();
    String error = first.get();
    return error == null ? "" : error;
  }

  @Override
  public void close() {
    words.close();
  }
}
