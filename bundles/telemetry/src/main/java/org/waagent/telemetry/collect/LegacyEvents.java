// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.host.Event;
import org.waagent.os.Clock;
import org.waagent.os.FileFacts;
import org.waagent.os.FileFacts.Kind;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.telemetry.event.Origin;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Events;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Losses.Reason;
import org.waagent.telemetry.spool.Spool;

/** Makes events whole that others left in the folder {@code events}: files that end in .tld. */
public final class LegacyEvents {
  private static final String ENDING = ".tld";
  private static final int LARGEST_FILE = 256 * 1024;
  private static final int MOST_AT_ONCE = 100;
  private static final int MOST_TOLD = 5;
  private static final Duration BEING_WRITTEN = Duration.ofMinutes(1);

  private final Files files;
  private final Clock clock;
  private final Identity identity;
  private final Spool spool;
  private final Losses losses;
  private final List<String> wrong = new ArrayList<>();

  public LegacyEvents(Files files, Clock clock, Identity identity, Spool spool, Losses losses) {
    this.files = files;
    this.clock = clock;
    this.identity = identity;
    this.spool = spool;
    this.losses = losses;
  }

  /**
   * Looks once.
   *
   * @return how many events are whole now
   */
  public int collect() throws IOException {
    wrong.clear();
    List<String> done = new ArrayList<>();
    List<TelemetryEvent> whole = new ArrayList<>();
    for (String name : files.list(spool.folder())) {
      if (done.size() < MOST_AT_ONCE && isLegacy(name)) {
        file(name, whole, done);
      }
    }
    int count = whole.size();
    if (!wrong.isEmpty()) {
      whole.add(errors());
      losses.add(Reason.MALFORMED, wrong.size());
    }
    spool.save(whole);
    for (String name : done) {
      files.delete(spool.folder().resolve(name));
    }
    return count;
  }

  private static boolean isLegacy(String name) {
    return name.endsWith(ENDING) && !name.endsWith(Spool.ENDING);
  }

  private void file(String name, List<TelemetryEvent> whole, List<String> done) throws IOException {
    Path file = spool.folder().resolve(name);
    Optional<FileFacts> facts = files.look(file);
    if (facts.isEmpty() || facts.get().kind() != Kind.FILE) {
      return;
    }
    Instant modified = facts.get().modified();
    try {
      LegacyEvent event = LegacyEvent.read(Bytes.text(files.read(file, LARGEST_FILE)));
      whole.add(event.whole(modified, identity.pid(), new Events(identity)));
    } catch (NoSuchFileException e) {
      return;
    } catch (Refusal | FileTooLargeException e) {
      if (Duration.between(modified, clock.instant()).abs().compareTo(BEING_WRITTEN) < 0) {
        return;
      }
      wrong.add(name + ": " + (e instanceof Refusal ? e.getMessage() : "too large"));
    }
    done.add(name);
  }

  private TelemetryEvent errors() {
    String message =
        wrong.size()
            + " files with events can't be read: "
            + String.join("; ", wrong.subList(0, Math.min(wrong.size(), MOST_TOLD)));
    Thread thread = Thread.currentThread();
    return new Events(identity)
        .of(
            new Event(
                Identity.AGENT,
                identity.version(),
                "CollectEventErrors",
                false,
                message,
                Optional.empty()),
            Origin.of(clock.instant(), thread.getId(), identity.pid(), thread.getName()));
  }
}
