// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.StatusBlob;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * A report on disk with its address, in one file so that the two always belong together. The
 * address gives access to the blob, so the file is for its owner alone and what is wrong with it is
 * told without its content.
 */
final class OutboxFile {
  private static final int LARGEST = 16 * 1024 * 1024;

  private final Path folder;
  private final Path file;
  private final Files files;

  /**
   * @param state the core's own folder
   */
  OutboxFile(Path state, Files files) {
    this.folder = state.resolve("outbox");
    this.file = folder.resolve("report.json");
    this.files = files;
  }

  void write(StatusReport report) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("made", report.made().toString());
    json.addProperty("goalState", report.goalState());
    json.addProperty("blobType", report.blob().type().name());
    json.addProperty("blobUrl", report.blob().url().text());
    json.addProperty("status", new String(report.text(), StandardCharsets.UTF_8));
    files.makeFolder(folder, Mode.OWNER_FOLDER);
    files.write(file, json.toString().getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
  }

  void remove() throws IOException {
    files.delete(file);
  }

  Optional<StatusReport> read() throws IOException {
    if (!files.exists(file)) {
      return Optional.empty();
    }
    String text = files.readText(file, LARGEST);
    try {
      return Optional.of(report(JsonParser.parseString(text).getAsJsonObject()));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | DateTimeException
        | NullPointerException e) {
      // The cause may quote the address.
      throw new IOException(file + " makes no sense");
    }
  }

  private static StatusReport report(JsonObject json) {
    StatusBlob blob =
        new StatusBlob(
            new BlobUrl(text(json, "blobUrl")), StatusBlob.Type.valueOf(text(json, "blobType")));
    return new StatusReport(
        Optional.empty(),
        blob,
        text(json, "status").getBytes(StandardCharsets.UTF_8),
        Instant.parse(text(json, "made")),
        text(json, "goalState"));
  }

  private static String text(JsonObject json, String name) {
    return json.get(name).getAsString();
  }
}
