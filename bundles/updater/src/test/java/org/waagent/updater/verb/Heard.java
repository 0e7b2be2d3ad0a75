// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.waagent.plugin.Console;

/** A console whose lines can be looked at. */
final class Heard implements Console {
  final List<String> out = new ArrayList<>();
  final List<String> err = new ArrayList<>();
  final Deque<String> answers = new ArrayDeque<>();

  @Override
  public Optional<String> ask(String question) {
    return Optional.ofNullable(answers.poll());
  }

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
