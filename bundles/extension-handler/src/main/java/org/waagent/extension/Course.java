// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

/**
 * Whether the goal state being processed still counts. Asked by who processes it, told by others.
 */
final class Course {
  private volatile boolean overtaken;
  private volatile boolean stopped;
  private volatile boolean leftOut;
  private volatile Runnable listener = () -> {};

  /** A goal state is planned anew: it is the newest. */
  void begin() {
    overtaken = false;
    leftOut = false;
  }

  /** A newer goal state waits. */
  void overtake() {
    overtaken = true;
    listener.run();
  }

  /** The plugin goes. */
  void stop() {
    stopped = true;
    listener.run();
  }

  /** Who is told of both; must be quick. */
  void listener(Runnable told) {
    listener = told;
  }

  boolean isOvertaken() {
    return overtaken;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Something of the goal state was left out, as it does not count any more. */
  void leaveOut() {
    leftOut = true;
  }

  boolean isLeftOut() {
    return leftOut;
  }
}
