// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.extension.handler.Unit;
import org.waagent.os.Clock;
import org.waagent.os.FileFacts;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.plugin.ExtensionStatus;

/**
 * The status files of extensions. A file is read again only if its time or size changed.
 *
 * <p>A file that makes no sense may be half written: until it stayed as it is for ten seconds, what
 * was read before holds. The reference waits as long, but in its only thread.
 */
public final class StatusFiles {
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final String TRANSITIONING = "transitioning";

  private final Files files;
  private final Clock clock;
  private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

  /**
   * @param files where they are
   * @param clock tells how long a file stayed as it is
   */
  public StatusFiles(Files files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** What was read of a file when it had these facts, and what was good before. */
  private record Seen(
      FileFacts facts, Duration since, ExtensionStatus status, boolean bad, ExtensionStatus good) {}

  /** Status of a unit: what its file says, or what is to be said in its place. */
  public ExtensionStatus of(HandlerFolder folder, Unit unit) {
    Path file = folder.status(unit);
    try {
      Optional<FileFacts> facts = files.look(file);
      if (facts.isEmpty()) {
        seen.remove(file);
        return missing(folder, unit);
      }
      Seen now =
          seen.compute(file, (path, before) -> look(path, facts.get(), before, folder, unit));
      boolean settled = clock.sinceStart().minus(now.since()).compareTo(SETTLED) >= 0;
      return now.bad() && !settled ? now.good() : now.status();
    } catch (IOException e) {
      return unreadable(folder, unit, e);
    }
  }

  /** Forgets files that are of no interest any more. */
  public void keepOnly(Set<Path> interesting) {
    seen.keySet().retainAll(new HashSet<>(interesting));
  }

  private Seen look(Path file, FileFacts facts, Seen before, HandlerFolder folder, Unit unit) {
    if (before != null && before.facts().equals(facts)) {
      return before;
    }
    ExtensionStatus good = before == null ? missing(folder, unit) : before.good();
    Duration since = clock.sinceStart();
    Read read = read(file, facts, folder, unit);
    return new Seen(facts, since, read.status(), read.bad(), read.bad() ? good : read.status());
  }

  /** What is to be said of a file, and whether that is because of what is wrong with it. */
  private record Read(ExtensionStatus status, boolean bad) {}

  private Read read(Path file, FileFacts facts, HandlerFolder folder, Unit unit) {
    try {
      if (facts.size() > StatusLimits.LARGEST_READ) {
        throw new FileTooLargeException(file, StatusLimits.LARGEST_READ);
      }
      try (InputStream in = files.open(file);
          StatusText text = new StatusText(Decoded.reader(in))) {
        return read(text, folder, unit);
      }
    } catch (IOException e) {
      return new Read(unreadable(folder, unit, e), true);
    }
  }

  private static Read read(StatusText text, HandlerFolder folder, Unit unit) throws IOException {
    try {
      ExtensionStatus whole = StatusDocument.read(text, blank(unit));
      boolean large = text.length() > StatusLimits.LARGEST_FILE;
      return new Read(large ? Truncation.of(whole) : whole, false);
    } catch (MalformedJson e) {
      return new Read(malformed(folder, unit, e, text.beginning()), true);
    } catch (StatusDocument.Invalid e) {
      return new Read(invalid(folder, unit, e), true);
    }
  }

  private static ExtensionStatus blank(Unit unit) {
    return said(unit, Optional.empty(), 0, Optional.empty());
  }

  private static ExtensionStatus missing(HandlerFolder folder, Unit unit) {
    String message =
        "This status is being reported by the Guest Agent since no status file was reported by"
            + " extension "
            + unit.fullName(folder.version())
            + ": "
            + folder.status(unit)
            + " does not exist";
    return said(unit, Optional.of(TRANSITIONING), 0, Optional.of(message));
  }

  private static ExtensionStatus unreadable(HandlerFolder folder, Unit unit, IOException e) {
    return error(
        unit,
        ErrorCodes.UNKNOWN,
        "We couldn't read any status for %s extension, for the sequence number %d. It failed due to %s"
            .formatted(unit.fullName(folder.version()), unit.sequenceNumber(), e.getMessage()));
  }

  private static ExtensionStatus malformed(
      HandlerFolder folder, Unit unit, MalformedJson e, String start) {
    return error(
        unit,
        ErrorCodes.STATUS_INVALID,
        ("The status reported by the extension %s(Sequence number %d), was in an incorrect format"
                + " and the agent could not parse it correctly. Failed due to %s. First 2000 Bytes"
                + " of status file: %s")
            .formatted(
                unit.fullName(folder.version()), unit.sequenceNumber(), e.getMessage(), start));
  }

  private static ExtensionStatus invalid(
      HandlerFolder folder, Unit unit, StatusDocument.Invalid e) {
    return error(
        unit,
        ErrorCodes.STATUS_INVALID,
        "Could not get a valid status from the extension %s. Encountered the following error: %s"
            .formatted(unit.fullName(folder.version()), e.getMessage()));
  }

  private static ExtensionStatus error(Unit unit, int code, String message) {
    return said(unit, Optional.of("error"), code, Optional.of(message));
  }

  private static ExtensionStatus said(
      Unit unit, Optional<String> state, int code, Optional<String> message) {
    return new ExtensionStatus(
        unit.settings().map(extension -> extension.name()).orElse(unit.name().text()),
        unit.isMultiConfig() ? Optional.of(unit.settingsName()) : Optional.empty(),
        unit.sequenceNumber(),
        state,
        Json.text(new JsonPrimitive(code)),
        Optional.empty(),
        Optional.empty(),
        message,
        List.of());
  }
}
