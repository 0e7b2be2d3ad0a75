// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;

/**
 * What is under way, in {@code journal.json}, and what is over, in {@code history.json}. A step is
 * on disk before it is taken. What can't be understood is told and counts as nothing: the pointers
 * alone decide what runs.
 */
public final class Journal {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_PAST = 50;
  private static final int MOST_REASON = 2_000;

  private final Supplier<Files> files;
  private final Places places;

  public Journal(Supplier<Files> files, Places places) {
    this.files = requireNonNull(files, "files");
    this.places = requireNonNull(places, "places");
  }

  /** The update at hand. */
  public Optional<Entry> current() throws IOException {
    Optional<String> text = text(places.journal());
    try {
      return text.map(content -> entry(JsonParser.parseString(content).getAsJsonObject()));
    } catch (RuntimeException e) {
      throw new IOException(places.journal() + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Notes the step that is taken next. */
  public void note(Entry entry) throws IOException {
    write(places.journal(), json(entry));
  }

  /** The update at hand is over. Done twice, it is in the history once. */
  public void close(Entry entry, Instant now) throws IOException {
    List<State.Past> past = new ArrayList<>(history());
    past.removeIf(one -> one.id().equals(entry.id()));
    past.add(0, entry.past(now));
    JsonArray array = new JsonArray();
    past.stream().limit(MOST_PAST).map(Journal::json).forEach(array::add);
    write(places.history(), array);
    if (isAtHand(entry)) {
      forget();
    }
  }

  /** A command may refuse something while another update waits for the next start. */
  private boolean isAtHand(Entry entry) {
    try {
      return current().filter(one -> !one.id().equals(entry.id())).isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  /** Nothing is under way. */
  public void forget() throws IOException {
    files.get().delete(places.journal());
  }

  /** Updates that are over, the newest first; none if that can't be read. */
  public List<State.Past> history() throws IOException {
    Optional<String> text = text(places.history());
    List<State.Past> past = new ArrayList<>();
    if (text.isPresent()) {
      try {
        for (JsonElement one : JsonParser.parseString(text.get()).getAsJsonArray()) {
          past.add(past(one.getAsJsonObject()));
        }
      } catch (RuntimeException e) {
        return past;
      }
    }
    return past;
  }

  private Optional<String> text(java.nio.file.Path file) throws IOException {
    try {
      return Optional.of(files.get().readText(file, MOST_BYTES));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void write(java.nio.file.Path file, JsonElement json) throws IOException {
    // What is refused first on a machine comes before anything is stored.
    files.get().makeFolder(places.root(), Mode.OWNER_FOLDER);
    files.get().write(file, (new Gson().toJson(json) + "\n").getBytes(UTF_8), Mode.OWNER_ONLY);
  }

  private static JsonObject json(Entry entry) {
    JsonObject json = json(entry.past(entry.begun()));
    json.remove("ended");
    json.addProperty("step", entry.step().name());
    json.addProperty("failed", entry.failed().name());
    json.addProperty("begun", entry.begun().toString());
    json.addProperty("since", entry.since().toString());
    json.addProperty("start", entry.start());
    json.addProperty("attempt", entry.attempt());
    JsonObject before = new JsonObject();
    entry.before().forEach(before::addProperty);
    json.add("before", before);
    return json;
  }

  private static Entry entry(JsonObject json) {
    Map<String, String> before = new HashMap<>();
    JsonObject facts = json.getAsJsonObject("before");
    facts.entrySet().forEach(one -> before.put(one.getKey(), one.getValue().getAsString()));
    return new Entry(
        text(json, "id"),
        Origin.valueOf(text(json, "origin")),
        text(json, "what"),
        text(json, "from"),
        text(json, "to"),
        Step.valueOf(text(json, "step")),
        Instant.parse(text(json, "begun")),
        Instant.parse(text(json, "since")),
        text(json, "start"),
        json.get("attempt").getAsInt(),
        Step.valueOf(text(json, "failed")),
        text(json, "reason"),
        before);
  }

  private static JsonObject json(State.Past past) {
    JsonObject json = new JsonObject();
    json.addProperty("id", past.id());
    json.addProperty("origin", past.origin().name());
    json.addProperty("what", past.what());
    json.addProperty("from", past.from());
    json.addProperty("to", past.to());
    json.addProperty("ended", past.ended().toString());
    json.addProperty("step", past.step().name());
    String reason = past.reason();
    json.addProperty("reason", reason.substring(0, Math.min(reason.length(), MOST_REASON)));
    return json;
  }

  private static State.Past past(JsonObject json) {
    return new State.Past(
        text(json, "id"),
        Origin.valueOf(text(json, "origin")),
        text(json, "what"),
        text(json, "from"),
        text(json, "to"),
        Instant.parse(text(json, "ended")),
        Step.valueOf(text(json, "step")),
        text(json, "reason"));
  }

  private static String text(JsonObject json, String key) {
    return json.get(key).getAsString();
  }
}
