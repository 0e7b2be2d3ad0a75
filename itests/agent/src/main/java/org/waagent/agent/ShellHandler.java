// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;

/**
 * A handler made of one shell script. Each command leaves a line and its environment in the trace,
 * runs what the test gives it, and {@code enable} writes a status {@code success}. With several
 * configurations {@code $seq} is {@code <configuration>.<sequence number>}.
 *
 * @param name publisher and type
 * @param version of the package
 * @param trace where it leaves what it did
 * @param steps shell text by command, run after the trace was written
 * @param manifest more members of {@code handlerManifest}
 */
public record ShellHandler(
    String name,
    String version,
    Trace trace,
    Map<String, String> steps,
    Map<String, JsonPrimitive> manifest) {
  static final String SCRIPT = "bin/handler.sh";

  private static final List<String> COMMANDS =
      List.of("install", "uninstall", "update", "enable", "disable");

  private static final String TEXT =
      """
      #!/bin/sh
      # %1$s
      cd "$(dirname "$0")/.." || exit 1
      seq="${ConfigExtensionName:+$ConfigExtensionName.}${ConfigSequenceNumber:-none}"
      env | grep -E '^(AZURE_|VERSION=|Config)' | sort > "%2$s/environment.%1$s.$1"
      echo "$$ %1$s $1 $seq" >> "%2$s/commands"
      case "$1" in
      %3$s
      esac
      if [ "$1" = enable ]; then
        echo "$seq" > "${ConfigExtensionName:+$ConfigExtensionName.}mrseq"
        printf '%%s' '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {' \\
          '"name": "%1$s", "operation": "Enable", "status": "success", "code": 0,' \\
          ' "formattedMessage": {"lang": "en-US", "message": "enabled '"$seq"'"}}}]' > status/next
        mv status/next "status/$seq.status"
      fi
      exit 0
      """;

  public ShellHandler {
    steps = Map.copyOf(steps);
    manifest = Map.copyOf(manifest);
  }

  /** Version 1.0.0; every command succeeds at once. */
  public static ShellHandler named(String name, Trace trace) {
    return new ShellHandler(name, "1.0.0", trace, Map.of(), Map.of());
  }

  public ShellHandler version(String other) {
    return new ShellHandler(name, other, trace, steps, manifest);
  }

  /** The same, with shell text for a command; an {@code exit} in it is the command's exit. */
  public ShellHandler on(String command, String shell) {
    Map<String, String> more = new TreeMap<>(steps);
    more.put(command, shell);
    return new ShellHandler(name, version, trace, more, manifest);
  }

  /** The same, with a member of the handler manifest. */
  public ShellHandler with(String member, JsonPrimitive value) {
    Map<String, JsonPrimitive> more = new TreeMap<>(manifest);
    more.put(member, value);
    return new ShellHandler(name, version, trace, steps, more);
  }

  /** The extension as Azure wants it: this version, enabled, without settings. */
  public Extension extension() {
    return extension(zip());
  }

  /** The same, with another package. */
  public Extension extension(ExtensionPackage other) {
    return Extension.named(name).version(version).publishing(version, other);
  }

  /** Its package. */
  public ExtensionPackage zip() {
    return ExtensionPackage.files(files());
  }

  /** What is in the package, by path. */
  public Map<String, String> files() {
    return Map.of("HandlerManifest.json", handlerManifest(), SCRIPT, script());
  }

  /** Name of its folder, and of its lines in the trace. */
  public String fullName() {
    return name + "-" + version;
  }

  private String script() {
    StringBuilder cases = new StringBuilder();
    steps.forEach((command, shell) -> cases.append(command + ")\n" + shell + "\n;;\n"));
    return TEXT.formatted(fullName(), trace.folder(), cases);
  }

  private String handlerManifest() {
    JsonObject commands = new JsonObject();
    COMMANDS.forEach(command -> commands.addProperty(command + "Command", SCRIPT + " " + command));
    commands.addProperty("rebootAfterInstall", false);
    commands.addProperty("reportHeartbeat", false);
    manifest.forEach(commands::add);
    JsonObject first = new JsonObject();
    first.addProperty("name", name);
    first.addProperty("version", version);
    first.add("handlerManifest", commands);
    JsonArray all = new JsonArray();
    all.add(first);
    return all.toString();
  }
}
