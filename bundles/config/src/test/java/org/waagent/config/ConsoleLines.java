// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.ArrayList;
import java.util.List;
import org.waagent.plugin.Console;

/** What a verb wrote. */
final class ConsoleLines implements Console {
  final List<String> out = new ArrayList<>();
  final List<String> err = new ArrayList<>();

  @Override
  public void out(String line) {
    out.add(line);
  }

  @Override
  public void err(String line) {
    err.add(line);
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
