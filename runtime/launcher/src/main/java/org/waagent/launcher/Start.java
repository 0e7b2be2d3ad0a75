// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One start of the agent, or one command.
 *
 * @param id of it, see {@code FrameworkProperties.START}
 * @param choice the set it takes
 * @param started told once all bundles were started, with the names of those that did not
 * @param restart begins a clean restart and returns at once
 * @param pidFile what the daemon holds until its end
 */
record Start(
    String id,
    Choice choice,
    Consumer<List<String>> started,
    Runnable restart,
    AutoCloseable pidFile) {
  private static final String ID = "start";
  private static final String SET = "set";
  private static final String HOW = "choice";
  private static final String TROUBLE = "trouble";
  private static final String STARTED = "started";
  private static final String RESTART = "restart";
  private static final String PID_FILE = "pid-file";

  /** Its id is unique, and not random: that would cost every command time. */
  static Start ofCommand(Choice choice) {
    Nobody nobody = new Nobody();
    String id = new UUID(System.nanoTime(), ProcessHandle.current().pid()).toString();
    return new Start(id, choice, nobody, nobody, nobody);
  }

  /** What another launcher is given: keys of {@link Entrance}, values of Java's own types. */
  Map<String, Object> given() {
    Map<String, Object> given = new HashMap<>();
    given.put(ID, id);
    given.put(SET, choice.set());
    given.put(HOW, choice.how());
    given.put(TROUBLE, choice.trouble());
    given.put(STARTED, started);
    given.put(RESTART, restart);
    given.put(PID_FILE, pidFile);
    return given;
  }

  /** What another launcher began. */
  @SuppressWarnings("unchecked")
  static Start of(Map<String, Object> given, FeatureSets sets) throws CommandException {
    Choice choice =
        sets.chosen(
            (String) given.get(SET),
            (String) given.get(HOW),
            (String) given.getOrDefault(TROUBLE, ""));
    Start alone = ofCommand(choice);
    return new Start(
        (String) given.getOrDefault(ID, alone.id()),
        choice,
        (Consumer<List<String>>) given.getOrDefault(STARTED, alone.started()),
        (Runnable) given.getOrDefault(RESTART, alone.restart()),
        (AutoCloseable) given.getOrDefault(PID_FILE, alone.pidFile()));
  }
}
