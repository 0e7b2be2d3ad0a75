// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

/** How far a version of a handler is, as the file {@code config/HandlerState} has it. */
public enum HandlerState {
  NOT_INSTALLED("NotInstalled"),
  INSTALLED("Installed"),
  ENABLED("Enabled"),
  FAILED_UPGRADE("FailedUpgrade");

  private final String text;

  HandlerState(String text) {
    this.text = text;
  }

  /** Content of the file. */
  public String text() {
    return text;
  }

  /** Whether the version has to be downloaded and installed before it can be enabled. */
  public boolean needsInstall() {
    return this == NOT_INSTALLED || this == FAILED_UPGRADE;
  }

  /** The state a file names; text that is none counts as not installed. */
  public static HandlerState of(String text) {
    String word = text.strip();
    for (HandlerState state : values()) {
      if (state.text.equals(word)) {
        return state;
      }
    }
    return NOT_INSTALLED;
  }
}
