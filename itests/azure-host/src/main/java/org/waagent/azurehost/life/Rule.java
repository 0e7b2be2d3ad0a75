// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

/** What a handler is held to, in the order in which it is told. */
public enum Rule {
  ISOLATION("isolation", "nothing of this machine is touched"),
  MANIFEST("manifest", "HandlerManifest.json is whole and of the right shape"),
  COMMANDS("commands", "every command exists and can be run"),
  CONTENT("package", "the package unpacks everywhere"),
  EXIT_CODES("exit-codes", "every command ended with 0"),
  TIME_LIMITS("time-limits", "every command ended within its limit"),
  STATUS_WRITTEN("status-written", "a status was written for every sequence number"),
  STATUS_ENDS("status-ends", "transitioning came to an end"),
  STATUS_SUCCESS("status-success", "every status ended as success"),
  STATUS_FORM("status-form", "every status has the right shape"),
  STATUS_SIZE("status-size", "every status is within the limits"),
  SEQUENCE("sequence-number", "only the asked-for number was reported"),
  ENABLE_AGAIN("enable-again", "enable can be repeated with the same settings"),
  REBOOT("reboot", "it works again after a reboot"),
  NEW_SETTINGS("new-settings", "it takes new settings"),
  KILL("agent-killed", "a command outlives the agent"),
  UPDATE("update", "it updates to the next version"),
  DISABLE("disable", "it can be disabled"),
  UNINSTALL("uninstall", "it can be uninstalled"),
  PROCESSES("processes-left", "no process is left"),
  SECRETS("secrets", "protected settings are told nowhere"),
  EVENTS("events", "events have the right shape and size"),
  HEARTBEAT("heartbeat", "the heartbeat it declares beats"),
  FILES_OUTSIDE("files-outside", "nothing was changed outside its folders");

  private final String id;
  private final String kept;

  Rule(String id, String kept) {
    this.id = id;
    this.kept = kept;
  }

  /** As it is printed. */
  public String id() {
    return id;
  }

  /** What is so when it is kept. */
  String kept() {
    return kept;
  }
}
