// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

/** How a step ended that asked for settings. */
enum Outcome {
  SUCCESS("the status is success"),
  ENDED("the status is no success"),
  NO_STATUS("no status was written"),
  STUCK("the status stayed transitioning and nothing runs any more"),
  MALFORMED("the status can't be read"),
  COMMAND_FAILED("a command failed"),
  AGENT_GONE("the agent ended by itself"),
  LATE("it did not end in time");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
