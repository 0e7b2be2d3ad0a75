// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells whether the agent has nothing to do until time passes: no thread is on a processor, about
 * to be, or waiting for the disk; and every thread of the lanes waits for a task, for the clock, or
 * for a command of its control socket. A lane that waits for the network or for a process is at
 * work.
 *
 * <p>The kernel is asked before and after the stacks are read: a thread that was just handed a task
 * still shows the stack of one that waits, but the kernel has it as runnable.
 */
final class Quiet {
  private static final Path TASKS = Path.of("/proc/self/task");
  // Names of the threads in which the agent works. While one waits for a child process or for the
  // host, the clock stands still.
  private static final List<String> LANES =
      List.of("lane", "extensions", "extension-packages", "telemetry-sender", "telemetry-saver");
  // Names as the kernel has them, cut to 15 characters. What these do is not work of the agent.
  private static final List<String> OF_THE_JVM =
      List.of(
          "GC Thread",
          "G1 ",
          "VM ",
          "C1 Compiler",
          "C2 Compiler",
          "Sweeper",
          "Reference Handl",
          "Finalizer",
          "Signal Dispatch",
          "Service Thread",
          "Monitor Deflati",
          "Notification",
          "Common-Cleaner",
          "Cleaner",
          Driver.THREAD);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private String heldUp = "";

  boolean isSo() throws IOException {
    Thread[] lanes = lanes();
    return !anyRuns(lanes) && isAtRest() && allWait(lanes) && isAtRest();
  }

  /**
   * Where a lane waited last for another that waited for the clock; empty if none ever did. A call
   * that waits to be tried again must not hold up any other.
   */
  String heldUp() {
    return heldUp;
  }

  private static Thread[] lanes() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] all = new Thread[root.activeCount() + 16];
    int found = root.enumerate(all);
    int lanes = 0;
    for (int i = 0; i < found; i++) {
      if (LANES.contains(all[i].getName())) {
        all[lanes++] = all[i];
      }
    }
    Thread[] result = new Thread[lanes];
    System.arraycopy(all, 0, result, 0, lanes);
    return result;
  }

  // A cheap look before the closer one: mostly some lane runs.
  private static boolean anyRuns(Thread[] lanes) {
    for (Thread lane : lanes) {
      if (lane.getState() == Thread.State.RUNNABLE && !takesCommands(lane.getStackTrace())) {
        return true;
      }
    }
    return false;
  }

  private boolean allWait(Thread[] lanes) {
    for (Thread lane : lanes) {
      StackTraceElement[] stack = lane.getStackTrace();
      if (stack.length == 0 ? lane.isAlive() : !waits(stack) && !isHeldUp(lane, stack)) {
        return false;
      }
    }
    return true;
  }

  private boolean isHeldUp(Thread lane, StackTraceElement[] stack) {
    ThreadInfo own = threads.getThreadInfo(lane.getId());
    long owner = own == null ? -1 : own.getLockOwnerId();
    ThreadInfo other = owner < 0 ? null : threads.getThreadInfo(owner, Integer.MAX_VALUE);
    // The threads are looked at one after the other: one that waits for work has let the lock go
    // since.
    if (other == null || !pauses(other.getStackTrace())) {
      return false;
    }
    // The one wait that is meant: who needs an endpoint while it is looked for shares the result.
    if (!first(stack).contains("EndpointDiscovery.lock")) {
      heldUp = first(stack) + " by " + first(other.getStackTrace());
    }
    return true;
  }

  /** The innermost place in the agent's own code. */
  private static String first(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (type.startsWith("org.waagent.") && !type.startsWith("org.waagent.simulation.")) {
        return frame.toString().replace(' ', '_');
      }
    }
    return "?";
  }

  private static boolean waits(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals("getTask")) {
        return true;
      }
    }
    return pauses(stack) || takesCommands(stack) || awaitsOthers(stack);
  }

  // The lane of the extensions waits for threads that are lanes, too, and are looked at as such.
  private static boolean awaitsOthers(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().endsWith(".extension.Processing")) {
        return frame.getMethodName().equals("await");
      }
    }
    return false;
  }

  private static boolean pauses(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().endsWith(".SimulatedClock")) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesCommands(StackTraceElement[] stack) {
    boolean accepts = false;
    for (StackTraceElement frame : stack) {
      accepts |= frame.getMethodName().equals("accept");
      if (frame.getClassName().endsWith(".ControlSocket")) {
        return accepts;
      }
    }
    return false;
  }

  private static boolean isAtRest() throws IOException {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (runs(task)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean runs(Path task) throws IOException {
    String stat;
    try {
      stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      // It ended between the open and the read.
      if (Files.exists(task)) {
        throw e;
      }
      return false;
    }
    int close = stat.lastIndexOf(')');
    char state = stat.charAt(close + 2);
    return state != 'S' && !isOfTheJvm(stat.substring(stat.indexOf('(') + 1, close));
  }

  private static boolean isOfTheJvm(String name) {
    for (String prefix : OF_THE_JVM) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
