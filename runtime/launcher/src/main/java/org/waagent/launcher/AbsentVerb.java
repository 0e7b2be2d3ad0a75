// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/** The classic words whose bundle may be missing from a feature: they are known all the same. */
final class AbsentVerb {
  private AbsentVerb() {}

  /** The bundle that brings a word, or null for a word nobody knows. */
  static String bundleOf(String word) {
    return switch (word) {
      case "collect-logs" -> "telemetry";
      case "deprovision", "deprovision+user", "install", "register-service", "uninstall" -> "core";
      case "provision" -> "provisioning";
      case "resourcedisk" -> "resource-disk";
      case "serialconsole" -> "kernel";
      case "setup-firewall" -> "networking";
      case "show-configuration" -> "config";
      default -> null;
    };
  }

  /** What to tell whoever asked for it. */
  static CommandException asked(String word, String feature) {
    return new CommandException(
        ExitCode.NOT_INSTALLED,
        "'"
            + word
            + "' is not installed: the bundle "
            + bundleOf(word)
            + " brings it, and the feature "
            + feature
            + " has it not");
  }
}
