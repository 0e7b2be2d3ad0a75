// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

/** The commands of a handler, with the error code the platform knows each by. */
public enum CommandKind {
  INSTALL("install", 1007, "Install"),
  UPDATE("update", 1008, "Update"),
  ENABLE("enable", 1009, "Enable"),
  DISABLE("disable", 1010, "Disable"),
  UNINSTALL("uninstall", 1000, "UnInstall");

  private final String word;
  private final int errorCode;
  private final String operation;

  CommandKind(String word, int errorCode, String operation) {
    this.word = word;
    this.errorCode = errorCode;
    this.operation = operation;
  }

  /** Lower-case name; the manifest's key is this with {@code Command} behind it. */
  public String word() {
    return word;
  }

  /** Code reported if it fails. */
  public int errorCode() {
    return errorCode;
  }

  /** The platform's word in events and status files. */
  public String operation() {
    return operation;
  }

  /** The kind of a word. */
  public static CommandKind of(String word) {
    for (CommandKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not a command: '" + word + "'");
  }
}
