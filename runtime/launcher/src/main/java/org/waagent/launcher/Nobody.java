// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.List;
import java.util.function.Consumer;

/** Stands where a command has nobody to tell. */
final class Nobody implements Consumer<List<String>>, Runnable, AutoCloseable {
  @Override
  public void accept(List<String> left) {
    // Only a daemon is watched.
  }

  @Override
  public void run() {
    // A command is over before long.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
