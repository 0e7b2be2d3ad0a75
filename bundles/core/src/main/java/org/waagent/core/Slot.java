// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.util.concurrent.atomic.AtomicReference;
import org.waagent.host.HostException;

/**
 * Place of a port whose bundle may be replaced while the agent runs.
 *
 * @param <T> the port
 */
final class Slot<T> {
  private final String name;
  private final AtomicReference<T> service = new AtomicReference<>();

  Slot(String name) {
    this.name = name;
  }

  void put(T arrived) {
    service.set(arrived);
  }

  /** Empties it, unless another one has taken the place already. */
  void remove(T gone) {
    service.compareAndSet(gone, null);
  }

  T get() throws HostException {
    T present = service.get();
    if (present == null) {
      throw new HostException(HostException.Kind.LOCAL, "no bundle provides " + name + " now");
    }
    return present;
  }
}
