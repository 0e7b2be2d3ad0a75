// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** A fault in force. Ending it twice does no harm; closing the host ends it too. */
@FunctionalInterface
public interface ActiveFault extends AutoCloseable {
  /** Lifts the fault. Requests that come after this call are served rightly. */
  void end();

  @Override
  default void close() {
    end();
  }
}
