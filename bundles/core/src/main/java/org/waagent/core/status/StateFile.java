// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.Causes;
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
  private static final String[] FLEETING = {"since", "lastSuccess", "next", "accepted", "asking"};

  private final Path folder;
  private final Files files;
  private final Lane lane;
  private final Situation situation;
  private final Logger logger;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean closed;
  private String written = "";
  private String told = "";

  /**
   * @param folder the core's own folder
   */
  public StateFile(Path folder, Files files, Lanes lanes, Situation situation, Logger logger) {
    this.folder = folder;
    this.files = files;
    this.lane = lanes.lane("state");
    this.situation = situation;
    this.logger = logger;
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
    JsonObject json = situation.json();
    if (!lasting(json).equals(written)) {
      write(json);
    }
  }

  private synchronized void write(JsonObject json) {
    try {
      files.makeFolder(folder, Mode.OWNER_FOLDER);
      byte[] text = (json + "\n").getBytes(StandardCharsets.UTF_8);
      files.write(folder.resolve(NAME), text, Mode.OWNER_ONLY);
      written = lasting(json);
      told = "";
    } catch (IOException | RuntimeException e) {
      String text = Causes.text(e);
      if (!text.equals(told)) {
        logger.warn("The agent's state could not be written to {}: {}", folder, text);
      }
      told = text;
    }
  }

  private static String lasting(JsonObject json) {
    JsonObject copy = json.deepCopy();
    copy.remove("at");
    for (String part : new String[] {"polls", "report"}) {
      JsonElement element = copy.get(part);
      if (element instanceof JsonObject object) {
        for (String name : FLEETING) {
          object.remove(name);
        }
      }
    }
    return copy.toString();
  }

  /** Writes it a last time; what happens afterwards, while the agent is taken down, is no news. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lane.abandon();
      write(situation.json());
    }
  }
}
