// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A value that takes a while: made once, in the background, and waited for by who needs it. */
final class Lazy<T> implements Supplier<T> {
  private final FutureTask<T> task;

  private Lazy(FutureTask<T> task) {
    this.task = task;
  }

  static <T> Lazy<T> inBackground(Supplier<T> maker) {
    FutureTask<T> task = new FutureTask<>(maker::get);
    Thread thread = new Thread(task, "azure-host background");
    thread.setDaemon(true);
    thread.start();
    return new Lazy<>(task);
  }

  @Override
  public T get() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
