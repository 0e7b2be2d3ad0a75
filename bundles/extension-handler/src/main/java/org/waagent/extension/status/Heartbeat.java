// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.HandlerStatus;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.os.Clock;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.plugin.Status;

/** What a handler says of itself from time to time, if its manifest promises that it does. */
final class Heartbeat {
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST_STATE = 100;

  private final Files files;
  private final Clock clock;
  private final Map<Path, Promise> promises = new ConcurrentHashMap<>();

  Heartbeat(Files files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Whether a manifest with these facts promises a heartbeat. */
  private record Promise(FileFacts facts, boolean beats) {}

  /** The status with what the heartbeat says of it; as it was where none is promised. */
  HandlerStatus applied(HandlerFolder folder, HandlerStatus status) {
    try {
      return isPromised(folder) ? read(folder, status) : status;
    } catch (IOException e) {
      return with(status, Status.NOT_READY, ErrorCodes.UNKNOWN, bad(folder, e));
    }
  }

  private static String bad(HandlerFolder folder, IOException e) {
    return "Bad heartbeat: " + folder.heartbeat() + ": " + e.getMessage();
  }

  private boolean isPromised(HandlerFolder folder) throws IOException {
    Optional<FileFacts> facts = files.look(folder.manifest());
    if (facts.isEmpty()) {
      return false;
    }
    return promises
        .compute(
            folder.manifest(),
            (path, before) ->
                before != null && before.facts().equals(facts.get())
                    ? before
                    : new Promise(facts.get(), beats(folder)))
        .beats();
  }

  private boolean beats(HandlerFolder folder) {
    try {
      return HandlerManifest.of(files, folder).reportsHeartbeat();
    } catch (ExtensionFailure e) {
      // Told when the handler is worked on; a report is no place to fail.
      return false;
    }
  }

  private HandlerStatus read(HandlerFolder folder, HandlerStatus status) throws IOException {
    Optional<FileFacts> facts = files.look(folder.heartbeat());
    if (facts.isEmpty()) {
      return with(status, Status.NOT_READY, ErrorCodes.UNKNOWN, "Failed to get heart beat file");
    }
    Instant oldest = clock.instant().minus(StatusLimits.RESPONSIVE);
    if (facts.get().modified().isBefore(oldest)) {
      return with(status, "Unresponsive", status.code(), status.message());
    }
    JsonObject beat = beat(Json.parse(Decoded.text(files.read(folder.heartbeat(), LARGEST))));
    String message =
        Json.object(beat, "formattedMessage")
            .flatMap(formatted -> Json.string(formatted, "message"))
            .orElse(status.message());
    String state = Json.string(beat, "status").orElse(status.status());
    if (state.length() > LONGEST_STATE) {
      throw new MalformedJson("its status is no word");
    }
    int end = Math.min(message.length(), StatusLimits.LONGEST_BEAT);
    return with(status, state, status.code(), message.substring(0, end));
  }

  private static JsonObject beat(JsonElement document) throws MalformedJson {
    JsonElement first = document;
    if (document.isJsonArray() && !document.getAsJsonArray().isEmpty()) {
      first = document.getAsJsonArray().get(0);
    }
    if (!first.isJsonObject()) {
      throw new MalformedJson("no heartbeat");
    }
    return Json.object(first.getAsJsonObject(), "heartbeat")
        .orElseThrow(() -> new MalformedJson("no heartbeat"));
  }

  private static HandlerStatus with(HandlerStatus status, String state, int code, String message) {
    return new HandlerStatus(
        status.name(), status.version(), state, code, message, status.multiConfig());
  }
}
