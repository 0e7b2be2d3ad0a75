// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** The memory on disk. What can't be read is forgotten: at worst a version is tried once more. */
final class MemoryFile {
  private static final int MOST_BYTES = 256 << 10;

  private final Path path;
  private final Files files;
  private final Logger logger;

  MemoryFile(Path folder, Files files, Logger logger) {
    this.path = folder.resolve("auto.json");
    this.files = files;
    this.logger = logger;
  }

  Memory read() {
    try {
      return memory(JsonParser.parseString(files.readText(path, MOST_BYTES)).getAsJsonObject());
    } catch (NoSuchFileException e) {
      return Memory.NOTHING;
    } catch (IOException
        | JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException
        | DateTimeException e) {
      logger.warn("{} is not understood, what it said of updates is forgotten", path, e);
      return Memory.NOTHING;
    }
  }

  private static Memory memory(JsonObject json) {
    Map<String, Integer> attempts = new TreeMap<>();
    for (Map.Entry<String, JsonElement> one : json.getAsJsonObject("attempts").entrySet()) {
      attempts.put(one.getKey(), one.getValue().getAsInt());
    }
    Map<String, String> setAside = new TreeMap<>();
    for (Map.Entry<String, JsonElement> one : json.getAsJsonObject("setAside").entrySet()) {
      setAside.put(version(one.getKey()), one.getValue().getAsString());
    }
    return new Memory(
        Optional.ofNullable(json.get("lookedAt")).map(MemoryFile::time),
        Optional.ofNullable(json.getAsJsonObject("planned")).map(MemoryFile::planned),
        Optional.ofNullable(json.getAsJsonObject("tried")).map(MemoryFile::tried),
        attempts,
        setAside);
  }

  private static Memory.Planned planned(JsonObject json) {
    return new Memory.Planned(
        version(text(json, "version")),
        Release.Kind.valueOf(text(json, "kind")),
        time(json.get("at")));
  }

  private static Memory.Tried tried(JsonObject json) {
    return new Memory.Tried(
        version(text(json, "version")),
        text(json, "occasion"),
        time(json.get("at")),
        text(json, "error"));
  }

  private static String text(JsonObject json, String name) {
    return json.get(name).getAsString();
  }

  private static String version(String text) {
    return FlexibleVersion.of(text).toString();
  }

  private static Instant time(JsonElement json) {
    return Instant.parse(json.getAsString());
  }

  void write(Memory memory) throws IOException {
    JsonObject json = new JsonObject();
    memory.lookedAt().ifPresent(time -> json.addProperty("lookedAt", time.toString()));
    memory.planned().ifPresent(planned -> json.add("planned", json(planned)));
    memory.tried().ifPresent(tried -> json.add("tried", json(tried)));
    JsonObject attempts = new JsonObject();
    new TreeMap<>(memory.attempts()).forEach(attempts::addProperty);
    json.add("attempts", attempts);
    JsonObject setAside = new JsonObject();
    new TreeMap<>(memory.setAside()).forEach(setAside::addProperty);
    json.add("setAside", setAside);
    files.makeFolder(path.getParent(), Mode.OWNER_FOLDER);
    files.write(path, json.toString().getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
  }

  private static JsonObject json(Memory.Planned planned) {
    JsonObject json = new JsonObject();
    json.addProperty("version", planned.version());
    json.addProperty("kind", planned.kind().name());
    json.addProperty("at", planned.at().toString());
    return json;
  }

  private static JsonObject json(Memory.Tried tried) {
    JsonObject json = new JsonObject();
    json.addProperty("version", tried.version());
    json.addProperty("occasion", tried.occasion());
    json.addProperty("at", tried.at().toString());
    json.addProperty("error", tried.error());
    return json;
  }
}
