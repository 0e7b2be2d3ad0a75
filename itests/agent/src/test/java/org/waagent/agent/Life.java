// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one handler may live through: lines {@code <command> begin} and {@code <command> end}, where
 * the agent alone ({@code kill}) or everything ({@code cut}) was killed or another goal state was
 * published ({@code publish}), and what must be done by then ({@code want <command>}).
 *
 * <p>No two commands run at a time. Each is run once, but what enables once for each start of the
 * agent and goal state; so is what fails ({@code failing <command>}).
 */
final class Life {
  private final List<String> problems = new ArrayList<>();
  private final List<String> lines;
  private final Set<String> failing = new HashSet<>();
  private final Set<String> ever = new HashSet<>();
  private final Set<String> begunNow = new HashSet<>();
  private final Set<String> endedNow = new HashSet<>();
  private String open = "";
  private String adopted = "";

  private Life(List<String> lines) {
    this.lines = lines;
  }

  static List<String> problems(List<String> lines) {
    Life life = new Life(lines);
    lines.forEach(life::next);
    return life.problems;
  }

  private void next(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = line.substring(space + 1);
    switch (word) {
      case "kill", "cut", "publish" -> pass(word);
      case "failing" -> failing.add(rest);
      case "want" -> want(rest);
      default -> {
        String command = line.substring(0, line.lastIndexOf(' '));
        if (line.endsWith(" begin")) {
          begin(command);
        } else {
          end(command);
        }
      }
    }
  }

  private void pass(String why) {
    if (why.equals("cut")) {
      open = "";
    }
    adopted = open;
    begunNow.clear();
    endedNow.clear();
  }

  private void begin(String command) {
    if (!open.isEmpty()) {
      problem(command + " began while " + open + " ran");
    }
    open = command;
    boolean twice = !begunNow.add(command);
    if (!isRepeated(command) && ever.contains(command)) {
      problem(command + " ran again");
    } else if (twice) {
      problem(command + " ran twice for one start");
    }
  }

  private void end(String command) {
    if (!open.equals(command)) {
      problem(command + " ended and did not run");
    }
    open = "";
    ever.add(command);
    endedNow.add(command);
  }

  private void want(String command) {
    boolean done =
        isRepeated(command)
            // One that ran when the agent was killed may count for the next start.
            ? endedNow.contains(command) || adopted.equals(command) && open.isEmpty()
            : ever.contains(command);
    if (!done) {
      problem(command + " was not run");
    }
  }

  private boolean isRepeated(String command) {
    return command.contains("enable") || failing.contains(command);
  }

  private void problem(String text) {
    problems.add(text + ": " + lines);
  }
}
