// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.FileFacts.Kind;
import org.waagent.os.Files;
import org.waagent.telemetry.event.StrictJson;
import org.waagent.telemetry.facts.Events;
import org.waagent.telemetry.spool.FileNumber;
import org.waagent.telemetry.spool.Losses.Reason;

/** The files with events of one handler, newest first. Reads only. */
final class HandlerFolder {
  static final int MOST_EVENTS = 360;

  private static final int LARGEST_FILE = 4 * 1024 * 1024;
  private static final String ENDING = ".json";

  /** A file that makes no sense may be one that is still being written. */
  private static final Duration BEING_WRITTEN = Duration.ofMinutes(1);

  private final String handler;
  private final Path folder;
  private final Files files;
  private final Events events;
  private final Instant now;
  private final Harvest harvest = new Harvest();

  HandlerFolder(String handler, Path folder, Files files, Events events, Instant now) {
    this.handler = handler;
    this.folder = folder;
    this.files = files;
    this.events = events;
    this.now = now;
  }

  Harvest read() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : files.list(folder)) {
      if (FileNumber.isNumbered(name, ENDING)) {
        names.add(name);
      }
    }
    names.sort(FileNumber.ORDER.reversed());
    for (String name : names) {
      Optional<FileFacts> facts = files.look(folder.resolve(name));
      if (facts.isPresent()) {
        file(name, facts.get());
      }
    }
    return harvest;
  }

  private void file(String name, FileFacts facts) throws IOException {
    if (facts.kind() != Kind.FILE) {
      return;
    }
    if (isFull()) {
      harvest.drop(Reason.EXTENSION_LIMIT, "files beyond " + MOST_EVENTS + " events");
      harvest.done(name);
    } else if (facts.size() > LARGEST_FILE) {
      harvest.drop(Reason.EXTENSION_LIMIT, "files of more than " + LARGEST_FILE + " bytes");
      harvest.done(name);
    } else {
      content(name, facts.modified());
    }
  }

  private boolean isFull() {
    return harvest.events().size() >= MOST_EVENTS;
  }

  private void content(String name, Instant modified) throws IOException {
    try {
      JsonElement json =
          StrictJson.read(Bytes.text(files.read(folder.resolve(name), LARGEST_FILE)));
      if (json instanceof JsonArray all) {
        all.forEach(one -> event(one, modified));
      } else {
        event(json, modified);
      }
    } catch (JsonParseException e) {
      if (Duration.between(modified, now).abs().compareTo(BEING_WRITTEN) < 0) {
        return;
      }
      harvest.drop(Reason.EXTENSION_INVALID, "files that are not JSON");
    } catch (java.nio.file.NoSuchFileException e) {
      // Its owner deleted it meanwhile.
      return;
    }
    harvest.done(name);
  }

  private void event(JsonElement json, Instant modified) {
    if (isFull()) {
      harvest.drop(Reason.EXTENSION_LIMIT, "events beyond " + MOST_EVENTS);
      return;
    }
    try {
      harvest.add(new ExtensionEvent(json).whole(handler, modified, events));
    } catch (Refusal e) {
      harvest.drop(
          e.isOversized() ? Reason.EXTENSION_LIMIT : Reason.EXTENSION_INVALID, e.getMessage());
    }
  }
}
