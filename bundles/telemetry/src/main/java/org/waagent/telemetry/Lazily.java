// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.util.function.Supplier;

/** Something made when it is first needed, once. */
final class Lazily<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  Lazily(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  synchronized boolean isMade() {
    return made != null;
  }
}
