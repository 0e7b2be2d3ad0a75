// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.os.Files;

/**
 * What a handler says of itself in {@code HandlerManifest.json}.
 *
 * @param commands command lines as written, relative to the handler's folder; a kind that is
 *     missing or blank has no command
 * @param reportsHeartbeat whether the handler writes a heartbeat
 * @param installsOnUpdate whether {@code install} follows {@code update}
 * @param continuesOnUpdateFailure whether an update goes on where the old version fails
 * @param multipleExtensions whether it can have several configurations
 * @param limits what it says it needs
 * @param oddBooleans keys whose value is not a boolean, with the value
 */
public record HandlerManifest(
    Map<CommandKind, String> commands,
    boolean reportsHeartbeat,
    boolean installsOnUpdate,
    boolean continuesOnUpdateFailure,
    boolean multipleExtensions,
    ResourceLimits limits,
    List<String> oddBooleans) {
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST_LINE = 32 << 10;
  private static final String UPDATE_WITH_INSTALL = "UpdateWithInstall";

  public HandlerManifest {
    commands = Map.copyOf(commands);
    oddBooleans = List.copyOf(oddBooleans);
  }

  /**
   * Reads the manifest of a handler.
   *
   * @throws ExtensionFailure with code 1002 if it can't be read and 1003 if it makes no sense
   */
  public static HandlerManifest of(Files files, HandlerFolder folder) throws ExtensionFailure {
    String text;
    try {
      text = files.readText(folder.manifest(), LARGEST);
    } catch (IOException e) {
      throw failure(
          ErrorCodes.MANIFEST_NOT_FOUND, "Failed to read manifest file " + folder.manifest(), e);
    }
    try {
      return parse(text);
    } catch (MalformedJson e) {
      throw failure(
          ErrorCodes.MANIFEST_MALFORMED, "Malformed manifest file " + folder.manifest(), e);
    }
  }

  private static ExtensionFailure failure(int code, String what, IOException cause) {
    ExtensionFailure failure =
        new ExtensionFailure(code, "Download", what + ": " + cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  /**
   * Reads a manifest. Of an array the first element counts.
   *
   * @throws MalformedJson if it is not a manifest
   */
  public static HandlerManifest parse(String text) throws MalformedJson {
    JsonElement root = Json.parse(text);
    if (root.isJsonArray() && !root.getAsJsonArray().isEmpty()) {
      root = root.getAsJsonArray().get(0);
    }
    if (!root.isJsonObject()) {
      throw new MalformedJson("no object");
    }
    JsonObject body =
        Json.object(root.getAsJsonObject(), "handlerManifest")
            .orElseThrow(() -> new MalformedJson("no handlerManifest"));
    List<String> odd = new ArrayList<>();
    return new HandlerManifest(
        commands(body),
        flag(body, "reportHeartbeat", odd),
        Json.string(body, "updateMode")
            .orElse(UPDATE_WITH_INSTALL)
            .equalsIgnoreCase(UPDATE_WITH_INSTALL),
        flag(body, "continueOnUpdateFailure", odd),
        flag(body, "supportsMultipleExtensions", odd),
        ResourceLimits.of(root.getAsJsonObject()),
        odd);
  }

  private static Map<CommandKind, String> commands(JsonObject body) throws MalformedJson {
    Map<CommandKind, String> commands = new EnumMap<>(CommandKind.class);
    for (CommandKind kind : CommandKind.values()) {
      String key = kind.word() + "Command";
      Optional<JsonElement> value = Json.member(body, key);
      if (value.isPresent()) {
        String line = line(key, value.get());
        if (!line.isBlank()) {
          commands.put(kind, line);
        }
      }
    }
    return commands;
  }

  private static String line(String key, JsonElement value) throws MalformedJson {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw new MalformedJson(key + " is not a text");
    }
    String line = value.getAsString();
    if (line.length() > LONGEST_LINE || line.indexOf('\0') >= 0) {
      throw new MalformedJson(key + " can't be a command line");
    }
    return line;
  }

  private static boolean flag(JsonObject body, String key, List<String> odd) {
    Optional<JsonElement> value = Json.member(body, key);
    if (value.isEmpty()) {
      return false;
    }
    boolean isBoolean =
        value.get().isJsonPrimitive() && value.get().getAsJsonPrimitive().isBoolean();
    if (isBoolean) {
      return value.get().getAsBoolean();
    }
    odd.add(key + "=" + value.get());
    return Json.string(body, key).orElse("").equalsIgnoreCase("true")
        && value.get().getAsJsonPrimitive().isString();
  }

  /** The command line of a kind, with the path of the folder in front. */
  public Optional<String> line(CommandKind kind, HandlerFolder folder) {
    return Optional.ofNullable(commands.get(kind))
        .map(line -> folder.path() + "/" + withoutLeadingSlashes(line));
  }

  private static String withoutLeadingSlashes(String line) {
    int start = 0;
    while (start < line.length() && line.charAt(start) == '/') {
      start++;
    }
    return line.substring(start);
  }
}
