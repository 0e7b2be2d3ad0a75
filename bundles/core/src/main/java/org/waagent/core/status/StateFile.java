// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.Trouble;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The situation on disk, for {@code waagent status} without a daemon. Written when something
 * changed that matters, never more than once in a few seconds, and at a clean stop.
 */
public final class StateFile implements Closeable {
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final String NAME = "status.json";
  private static final int LARGEST = 8 * 1024 * 1024;
  // Times that change with each period although nothing happened.
  private static final String[] FLEETING = {
    "since", "lastSuccess", "lastErrorTime", "next", "accepted", "asking", "last", "undelivered"
  };
  // So that after a crash the time of the last accepted status is not far from the truth.
  private static final Duration REFRESH = Duration.ofMinutes(15);

  private final Path folder;
  private final Files files;
  private final Lane lane;
  private final Situation situation;
  private final Clock clock;
  private final Consumer<JsonObject> former;
  private final Trouble trouble;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean closed;
  private volatile Duration lastWrite = Duration.ZERO;
  private boolean remembered;
  private String written = "";

  /**
   * @param folder the core's own folder
   * @param former gets the state that the agent before this one left, before it is overwritten
   */
  public StateFile(
      Path folder,
      Files files,
      Lanes lanes,
      Situation situation,
      Consumer<JsonObject> former,
      Logger logger) {
    this.folder = folder;
    this.files = files;
    this.lane = lanes.lane("state");
    this.clock = lanes.clock();
    this.situation = situation;
    this.former = former;
    this.trouble = new Trouble("The agent's state can't be written to " + folder, logger);
  }

  /** Reads what the last agent left. Returns at once. */
  public void start() {
    lane.run(this::remember);
  }

  private synchronized void remember() {
    if (remembered) {
      return;
    }
    remembered = true;
    try {
      Optional<String> text = read(folder, files);
      if (text.isPresent() && JsonParser.parseString(text.get()) instanceof JsonObject json) {
        former.accept(json);
      }
    } catch (IOException | RuntimeException e) {
      // It is only for people, and is written anew in a moment.
      trouble.failed(e);
    }
  }

  /** The agent is awake: has the file written if it has become old. Returns at once. */
  public void awake() {
    if (clock.sinceStart().minus(lastWrite).compareTo(REFRESH) >= 0) {
      soon();
    }
  }

  /**
   * The text of the last state an agent left.
   *
   * @param folder the core's own folder
   * @return empty if there is none
   * @throws IOException if it can't be read
   */
  public static Optional<String> read(Path folder, Files files) throws IOException {
    Path file = folder.resolve(NAME);
    return files.exists(file) ? Optional.of(files.readText(file, LARGEST)) : Optional.empty();
  }

  /** Has the file written soon if it is out of date. Returns at once. */
  public void soon() {
    if (waiting.compareAndSet(false, true)) {
      lane.after(PAUSE, this::look);
    }
  }

  private void look() {
    waiting.set(false);
    if (closed) {
      return;
    }
    remember();
    JsonObject json = situation.json();
    boolean old = clock.sinceStart().minus(lastWrite).compareTo(REFRESH) >= 0;
    if (old || !lasting(json).equals(written)) {
      write(json);
    }
  }

  private synchronized void write(JsonObject json) {
    try {
      files.makeFolder(folder, Mode.OWNER_FOLDER);
      byte[] text = (json + "\n").getBytes(StandardCharsets.UTF_8);
      files.write(folder.resolve(NAME), text, Mode.OWNER_ONLY);
      written = lasting(json);
      lastWrite = clock.sinceStart();
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  private static String lasting(JsonObject json) {
    JsonObject copy = json.deepCopy();
    copy.remove("at");
    for (String part : new String[] {"polls", "report"}) {
      JsonElement element = copy.get(part);
      steady(element);
    }
    if (copy.get("tasks") instanceof JsonArray tasks) {
      tasks.forEach(StateFile::steady);
    }
    return copy.toString();
  }

  private static void steady(JsonElement element) {
    if (element instanceof JsonObject object) {
      for (String name : FLEETING) {
        object.remove(name);
      }
    }
  }

  /** Writes it a last time; what happens afterwards, while the agent is taken down, is no news. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lane.abandon();
      remember();
      write(situation.json());
    }
  }
}
