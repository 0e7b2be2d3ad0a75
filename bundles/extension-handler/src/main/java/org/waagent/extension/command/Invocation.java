// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.HandlerFolder;

/**
 * A command to run for a unit.
 *
 * @param kind which command
 * @param folder the version it belongs to
 * @param settings name of one of several settings; empty text for a single configuration
 * @param multiConfig whether the handler has several configurations
 * @param sequenceNumber number of the settings
 * @param pass what it is run for
 * @param variables what it is told besides what every command is told
 */
public record Invocation(
    CommandKind kind,
    HandlerFolder folder,
    String settings,
    boolean multiConfig,
    int sequenceNumber,
    PassId pass,
    Map<String, String> variables) {
  private static final String PREFIX = "AZURE_GUEST_AGENT_";
  private static final String FEATURES =
      "[{\"Key\": \"ExtensionTelemetryPipeline\", \"Value\": \"1.0\"}]";

  public Invocation {
    requireNonNull(kind, "kind");
    requireNonNull(folder, "folder");
    requireNonNull(settings, "settings");
    requireNonNull(pass, "pass");
    variables = Map.copyOf(variables);
  }

  /** Handler, settings if there are several, and version. */
  String fullName() {
    String label = settings.isEmpty() ? "" : "." + settings;
    return folder.name() + label + "-" + folder.version();
  }

  /**
   * The whole environment.
   *
   * @param wireServer address of the wire server
   */
  Map<String, String> environment(String wireServer) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(PREFIX + "EXTENSION_PATH", folder.path().toString());
    all.put(PREFIX + "EXTENSION_VERSION", folder.version());
    all.put(PREFIX + "WIRE_PROTOCOL_ADDRESS", wireServer);
    all.put("ConfigSequenceNumber", Integer.toString(sequenceNumber));
    if (!settings.isEmpty()) {
      all.put("ConfigExtensionName", settings);
    }
    all.put(PREFIX + "EXTENSION_SUPPORTED_FEATURES", FEATURES);
    all.putAll(variables);
    return all;
  }
}
