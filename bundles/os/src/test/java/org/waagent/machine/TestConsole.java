// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.waagent.plugin.Console;

/** A console for tests of verbs. It keeps what was written, and answers questions as it is told. */
public final class TestConsole implements Console {
  private final boolean inDaemon;
  private final Deque<String> answers;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private Runnable whenAsked = () -> {};
  private Supplier<OptionalInt> interrupt = OptionalInt::empty;

  private record Line(boolean isError, String text) {}

  private TestConsole(boolean inDaemon, String... answers) {
    this.inDaemon = inDaemon;
    this.answers = new ArrayDeque<>(List.of(answers));
  }

  /** One of a command that a running agent carries out. Nobody can be asked. */
  public static TestConsole ofDaemon() {
    return new TestConsole(true);
  }

  /**
   * One of a command without a running agent.
   *
   * @param answers to the first questions; who asks more often finds nobody there
   */
  public static TestConsole atTerminal(String... answers) {
    return new TestConsole(false, answers);
  }

  /** All that was written, in its order. What went to standard error begins with {@code "! "}. */
  public synchronized List<String> lines() {
    return lines.stream().map(line -> line.isError() ? "! " + line.text() : line.text()).toList();
  }

  /** What went to standard output. */
  public List<String> answer() {
    return texts(false);
  }

  /** What went to standard error. */
  public List<String> errors() {
    return texts(true);
  }

  private synchronized List<String> texts(boolean error) {
    return lines.stream().filter(line -> line.isError() == error).map(Line::text).toList();
  }

  /** What was asked. */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  /** Has something happen before each answer. */
  public void whenAsked(Runnable action) {
    whenAsked = action;
  }

  /** Presses the key that interrupts; returns what the verb makes of it. */
  public OptionalInt interrupt() {
    return interrupt.get();
  }

  @Override
  public synchronized void out(String line) {
    lines.add(new Line(false, line));
  }

  @Override
  public synchronized void err(String line) {
    lines.add(new Line(true, line));
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean inDaemon() {
    return inDaemon;
  }

  @Override
  public Optional<String> ask(String question) {
    questions.add(question);
    whenAsked.run();
    return Optional.ofNullable(answers.poll());
  }

  @Override
  public void onInterrupt(Supplier<OptionalInt> answer) {
    interrupt = answer;
  }
}
