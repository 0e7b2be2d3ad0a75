// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Events that the handler left for telemetry. */
final class EventRules {
  private static final List<String> KEYS =
      List.of(
          "version",
          "timestamp",
          "taskname",
          "eventlevel",
          "message",
          "eventpid",
          "eventtid",
          "operationid");
  private static final int MOST_FILE = 4 * 1024 * 1024;
  private static final int MOST_EVENT = 6144;
  private static final int MOST_MESSAGE = 3072;
  private static final int MOST_EVENTS = 360;

  private final Verdict verdict;
  private final TreeSet<Path> known = new TreeSet<>();
  private int events;

  EventRules(Verdict verdict) {
    this.verdict = verdict;
    verdict.skip(Rule.EVENTS, "it wrote no events, or they were collected at once");
  }

  /** Looks at what is there and was not seen before. */
  void look(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(known::add).forEach(this::file);
    } catch (IOException gone) {
      return;
    }
    if (events > MOST_EVENTS) {
      verdict.warn(
          Rule.EVENTS,
          events + " events in this short life",
          "agents send " + MOST_EVENTS + " in five minutes and drop the rest");
    }
  }

  private void file(Path file) {
    verdict.tried(Rule.EVENTS);
    String name = file.getFileName().toString();
    try {
      if (!name.matches("\\d+\\.json")) {
        fail(name + " will be deleted unread", "name it by digits and .json");
      } else if (Files.size(file) > MOST_FILE) {
        fail(name + " is larger than 4 MiB", "write smaller files: it is skipped");
      } else {
        content(name, Files.readString(file));
      }
    } catch (IOException collected) {
      known.remove(file);
    }
  }

  private void content(String name, String text) {
    try {
      JsonElement root = JsonParser.parseString(text);
      if (root instanceof JsonArray all) {
        all.forEach(each -> event(name, each));
      } else {
        event(name, root);
      }
    } catch (JsonSyntaxException e) {
      fail(name + " is no JSON", "write it to another name first, then rename it");
    }
  }

  private void event(String name, JsonElement element) {
    events++;
    if (!(element instanceof JsonObject event)) {
      fail(name + " holds something that is no object", "write an event or an array of events");
      return;
    }
    TreeSet<String> missing = new TreeSet<>(KEYS);
    int length = 0;
    for (var member : event.entrySet()) {
      String key = member.getKey().toLowerCase(Locale.ROOT);
      String value = StatusFile.text(event, member.getKey());
      missing.remove(key);
      length += KEYS.contains(key) ? value.length() : 0;
      if (key.equals("message") && value.length() > MOST_MESSAGE) {
        verdict.warn(Rule.EVENTS, name + ": a message is cut", "stay below 3072 characters");
      } else if (key.equals("message") && value.isBlank()) {
        fail(name + ": an event with an empty message is dropped", "give it a message");
      }
    }
    if (!missing.isEmpty()) {
      fail(name + ": an event without " + missing + " is dropped", "give all eight members");
    } else if (length > MOST_EVENT) {
      fail(name + ": an event of " + length + " characters is dropped", "stay below 6144");
    }
  }

  private void fail(String seen, String todo) {
    verdict.fail(Rule.EVENTS, seen, todo);
  }
}
