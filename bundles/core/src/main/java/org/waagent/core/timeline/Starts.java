// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.Trouble;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Mode;
import org.waagent.plugin.AgentStart;

/**
 * The timelines of this start, of the one before it and of the first since the machine booted, on
 * disk. Written some seconds after a span ended, and at a clean stop.
 */
public final class Starts implements Closeable {
  private static final String NAME = "timeline.json";
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Path folder;
  private final Files files;
  private final Machine machine;
  private final Lane lane;
  private final Clock clock;
  private final AgentStart start;
  private final Timeline timeline;
  private final Trouble trouble;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile Optional<List<Start>> former = Optional.empty();
  private volatile boolean closed;

  /**
   * @param folder the core's own folder
   */
  public Starts(
      Path folder,
      Files files,
      Machine machine,
      Lanes lanes,
      AgentStart start,
      Timeline timeline,
      Logger logger) {
    this.folder = folder;
    this.files = files;
    this.machine = machine;
    this.lane = lanes.lane("timeline");
    this.clock = lanes.clock();
    this.start = start;
    this.timeline = timeline;
    this.trouble = new Trouble("The timeline can't be kept in " + folder, logger);
    timeline.onChange(this::soon);
  }

  /** The newest first. Never waits for the disk. */
  public List<Start> all() {
    List<Start> all = new ArrayList<>(List.of(now()));
    former.ifPresent(all::addAll);
    return all;
  }

  /**
   * What the last agents left, the newest first.
   *
   * @param folder the core's own folder
   * @throws IOException if it can't be read
   */
  public static List<Start> read(Path folder, Files files) throws IOException {
    Path file = folder.resolve(NAME);
    List<Start> starts = new ArrayList<>();
    if (!files.exists(file)) {
      return starts;
    }
    try {
      JsonElement json = JsonParser.parseString(files.readText(file, LARGEST));
      for (JsonElement one : json.getAsJsonObject().getAsJsonArray("starts")) {
        starts.add(StartJson.read(one.getAsJsonObject()));
      }
      return starts;
    } catch (RuntimeException e) {
      throw new IOException(file + " makes no sense", e);
    }
  }

  private Start now() {
    Duration until = timeline.now();
    return new Start(
        start.id(),
        machine.bootId(),
        clock.instant().minus(until).truncatedTo(ChronoUnit.MILLIS),
        until,
        timeline.spans(),
        timeline.dropped());
  }

  private void soon() {
    if (waiting.compareAndSet(false, true)) {
      lane.after(PAUSE, this::look);
    }
  }

  private void look() {
    waiting.set(false);
    if (!closed) {
      write();
    }
  }

  private synchronized void write() {
    try {
      if (former.isEmpty()) {
        former = Optional.of(kept());
      }
      files.makeFolder(folder, Mode.OWNER_FOLDER);
      JsonArray starts = new JsonArray();
      all().forEach(one -> starts.add(StartJson.write(one)));
      JsonObject json = new JsonObject();
      json.add("starts", starts);
      byte[] text = (json + "\n").getBytes(StandardCharsets.UTF_8);
      files.write(folder.resolve(NAME), text, Mode.OWNER_ONLY);
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  private List<Start> kept() {
    List<Start> kept = new ArrayList<>();
    for (Start one : left()) {
      if (one.id().equals(start.id())) {
        timeline.continueFrom(one.spans(), one.dropped());
      } else {
        kept.add(one);
      }
    }
    Optional<Start> setUp = firstOf(machine.bootId(), kept);
    return kept.stream().filter(one -> one == kept.get(0) || one == setUp.orElse(null)).toList();
  }

  private List<Start> left() {
    try {
      return read(folder, files);
    } catch (IOException e) {
      // It is only for people; the next write mends it.
      trouble.failed(e);
      return List.of();
    }
  }

  /** The first start of a boot: the one that set the machine up. */
  static Optional<Start> firstOf(String boot, List<Start> starts) {
    return starts.stream().filter(one -> one.boot().equals(boot)).reduce((one, next) -> next);
  }

  /** Writes a last time. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      write();
    }
  }
}
