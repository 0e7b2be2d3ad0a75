// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** Which features are in quarantine, in a file that outlives the agent. */
final class Quarantine {
  private static final int MOST_BYTES = 1 << 20;

  private final Supplier<Optional<Files>> files;
  private final Path file;
  private final Logger logger;
  private volatile List<Quarantined> all = List.of();

  /**
   * @param files empty while there are none
   * @param file where it is kept
   */
  Quarantine(Supplier<Optional<Files>> files, Path file, Logger logger) {
    this.files = files;
    this.file = file;
    this.logger = logger;
  }

  /** Reads the file anew: another process may have written it. */
  void load() {
    Optional<Files> now = files.get();
    if (now.isPresent()) {
      try {
        all = read(now.get().readText(file, MOST_BYTES));
      } catch (NoSuchFileException e) {
        all = List.of();
      } catch (IOException | RuntimeException e) {
        logger.warn("{} can't be read, nothing is in quarantine by it: {}", file, e.toString());
      }
    }
  }

  private static List<Quarantined> read(String text) {
    List<Quarantined> read = new ArrayList<>();
    for (JsonElement element : JsonParser.parseString(text).getAsJsonArray()) {
      JsonObject one = element.getAsJsonObject();
      read.add(
          new Quarantined(
              one.get("feature").getAsString(),
              one.get("version").getAsString(),
              Instant.parse(one.get("since").getAsString()),
              one.get("reason").getAsString()));
    }
    return List.copyOf(read);
  }

  /** All that are in it. Never waits. */
  List<Quarantined> all() {
    return all;
  }

  /** Whether this version of a feature must not run. Asked often; answers from memory. */
  boolean holds(Grant grant) {
    return all.stream()
        .anyMatch(
            one -> one.feature().equals(grant.feature()) && one.version().equals(grant.version()));
  }

  /** Puts a feature in. It counts for this start of the agent even if it can't be written. */
  synchronized void add(Quarantined one) {
    replace(one.feature(), Optional.of(one));
  }

  /**
   * Lets a feature out.
   *
   * @return whether it was in
   */
  synchronized boolean release(String feature) {
    boolean held = all.stream().anyMatch(one -> one.feature().equals(feature));
    if (held) {
      replace(feature, Optional.empty());
    }
    return held;
  }

  private void replace(String feature, Optional<Quarantined> one) {
    List<Quarantined> next = new ArrayList<>(all);
    next.removeIf(other -> other.feature().equals(feature));
    one.ifPresent(next::add);
    all = List.copyOf(next);
    try {
      Files now = files.get().orElseThrow(() -> new IOException("no files at the moment"));
      now.makeFolder(file.getParent(), Mode.OWNER_FOLDER);
      now.write(file, (json(next) + "\n").getBytes(UTF_8), Mode.OWNER_ONLY);
    } catch (IOException e) {
      logger.error("The quarantine of {} does not outlive this agent: {}", feature, e.toString());
    }
  }

  private static JsonArray json(List<Quarantined> quarantined) {
    JsonArray json = new JsonArray();
    for (Quarantined one : quarantined) {
      JsonObject object = new JsonObject();
      object.addProperty("feature", one.feature());
      object.addProperty("version", one.version());
      object.addProperty("since", one.since().toString());
      object.addProperty("reason", one.reason());
      json.add(object);
    }
    return json;
  }
}
