// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

/**
 * The steps of an update, in order. The journal has each before it is taken; a failure in one ends
 * the update, from {@link #SWAP} on by {@link #GO_BACK}.
 */
public enum Step {
  FETCH(1, "downloading", "could not be downloaded"),
  VERIFY(2, "verifying", "may not be installed"),
  STORE(3, "storing", "could not be stored"),
  RESOLVE(4, "resolving", "does not fit together"),
  SWAP(5, "starting the new bundles and stopping the old", "could not be started"),
  RESTART(6, "waiting for a restart of the agent", "did not survive the restart"),
  WATCH(7, "watching whether all is well", "is not healthy"),
  COMMIT(8, "making it permanent", "could not be made permanent"),
  GO_BACK(9, "going back to the set before", "the way back failed");

  private final int code;
  private final String running;
  private final String failed;

  Step(int code, String running, String failed) {
    this.code = code;
    this.running = running;
    this.failed = failed;
  }

  /** Stable number for programs: the code of the outcome if an update failed here. */
  public int code() {
    return code;
  }

  /** What is going on while it runs. */
  public String running() {
    return running;
  }

  /** What it means that an update failed here. */
  public String failed() {
    return failed;
  }
}
