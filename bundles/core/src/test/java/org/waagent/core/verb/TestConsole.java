// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import java.util.ArrayList;
import java.util.List;
import org.waagent.plugin.Console;

/** Remembers what a verb wrote. */
public final class TestConsole implements Console {
  private final List<String> lines = new ArrayList<>();

  /** What was written, each line after {@code o} or {@code e}. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void out(String line) {
    lines.add("o " + line);
  }

  @Override
  public synchronized void err(String line) {
    lines.add("e " + line);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean inDaemon() {
    return true;
  }
}
