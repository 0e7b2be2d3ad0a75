// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * What a handler may live through: lines {@code <command> begin} and {@code <command> end}, and
 * where the agent alone ({@code kill}) or everything ({@code cut}) was killed.
 */
final class Life {
  private final List<String> problems = new ArrayList<>();
  private final List<String> lines;
  private String open = "";
  private boolean installed;
  private boolean enabled;
  private int enables;
  private int enablesAfter;
  private boolean openAtKill;
  private boolean killed;

  private Life(List<String> lines) {
    this.lines = lines;
  }

  static List<String> problems(List<String> lines) {
    Life life = new Life(lines);
    lines.forEach(life::next);
    life.end();
    return life.problems;
  }

  private void next(String line) {
    switch (line) {
      case "kill", "cut" -> stopped(line);
      default -> {
        String command = line.substring(0, line.indexOf(' '));
        if (line.endsWith(" begin")) {
          begin(command);
        } else {
          ended(command);
        }
      }
    }
  }

  private void stopped(String how) {
    killed = true;
    openAtKill = open.equals("enable");
    if (how.equals("cut")) {
      open = "";
      openAtKill = false;
    }
  }

  private void begin(String command) {
    if (!open.isEmpty()) {
      problem(command + " began while " + open + " ran");
    }
    open = command;
    if (command.equals("install") && installed) {
      problem("install ran again");
    }
    if (command.equals("enable")) {
      enables++;
      enablesAfter += killed ? 1 : 0;
    }
  }

  private void ended(String command) {
    if (!open.equals(command)) {
      problem(command + " ended and did not run");
    }
    open = "";
    installed |= command.equals("install");
    enabled |= command.equals("enable");
  }

  private void end() {
    if (!installed || !enabled) {
      problem("not installed and enabled");
    }
    // One that ran when the agent was killed may count for the next start.
    int least = openAtKill ? 0 : 1;
    if (enablesAfter < least || enablesAfter > 1 || enables > 2) {
      problem("enable ran " + enablesAfter + " times after the restart");
    }
  }

  private void problem(String text) {
    problems.add(text + ": " + lines);
  }
}
