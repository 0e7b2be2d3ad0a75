// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.waagent.plugin.Console;

/** A terminal with somebody who gives one answer, or none. */
final class TestConsole implements Console {
  private final Optional<String> answer;
  private final List<String> lines = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private Runnable whenAsked = () -> {};
  private Supplier<OptionalInt> interrupt = OptionalInt::empty;

  TestConsole(String answer) {
    this.answer = Optional.ofNullable(answer);
  }

  /** What was written; errors begin with {@code E}. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  List<String> questions() {
    return List.copyOf(questions);
  }

  void whenAsked(Runnable action) {
    whenAsked = action;
  }

  /** Presses the key. */
  OptionalInt interrupt() {
    return interrupt.get();
  }

  @Override
  public void out(String line) {
    lines.add(line);
  }

  @Override
  public void err(String line) {
    lines.add("E " + line);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean inDaemon() {
    return false;
  }

  @Override
  public Optional<String> ask(String question) {
    questions.add(question);
    whenAsked.run();
    return answer;
  }

  @Override
  public void onInterrupt(Supplier<OptionalInt> given) {
    interrupt = given;
  }
}
