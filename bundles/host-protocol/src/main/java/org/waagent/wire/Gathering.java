// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Clock;
import org.waagent.wire.goalstate.FabricGoalState;
import org.waagent.wire.goalstate.Redacted;
import org.waagent.wire.xml.XmlException;

/** One fetch of a goal state's parts: what came, what did not, and when to try that again. */
final class Gathering {
  /** What can't be read or is refused does not get better by asking for it at each poll. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FabricGoalState fabric;
  private final PartFaults faults;
  private final Clock clock;
  private final List<Document> documents = new ArrayList<>();
  private Optional<Duration> again = Optional.empty();

  Gathering(FabricGoalState fabric, PartFaults faults, Clock clock) {
    this.fabric = fabric;
    this.faults = faults;
    this.clock = clock;
    keep(FabricGoalState.NAME, Redacted.names(fabric.text()));
  }

  /** Gets the text of a part. */
  @FunctionalInterface
  interface Fetch {
    String from(String url) throws HostException;
  }

  /** Understands the text of a part. */
  @FunctionalInterface
  interface Read<T> {
    T read(String text) throws XmlException;
  }

  /** Makes the text of a part fit for the history. */
  @FunctionalInterface
  interface Redact<T> {
    String text(String text, T read);
  }

  /** A part others can do without: the one before stands in for it. */
  <T> Optional<T> part(
      String name,
      Optional<String> url,
      Fetch fetch,
      Read<T> read,
      Redact<T> redact,
      Optional<T> before)
      throws HostException {
    if (url.isEmpty()) {
      faults.gone(name);
      return Optional.empty();
    }
    try {
      return needed(name, url, fetch, read, redact).or(() -> before);
    } catch (HostException e) {
      if (e.kind() == Kind.GONE || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      faults.bad(name, fabric.incarnation(), e.getMessage());
      boolean mayPass = e.kind() == Kind.UNREACHABLE || e.kind() == Kind.BUSY;
      missing(mayPass ? Duration.ZERO : PATIENCE);
      return before;
    }
  }

  /** A part that must come; empty if it came and can't be read. */
  <T> Optional<T> needed(
      String name, Optional<String> url, Fetch fetch, Read<T> read, Redact<T> redact)
      throws HostException {
    String text;
    try {
      text = fetch.from(url.orElseThrow());
    } catch (HostException e) {
      if (e.kind() != Kind.MALFORMED) {
        throw e;
      }
      // It came, but was too large, for example; nothing of it was kept.
      return unreadable(name, "", e.getMessage());
    }
    try {
      T value = read.read(text);
      keep(name, redact.text(text, value));
      faults.good(name);
      return Optional.of(value);
    } catch (XmlException e) {
      return unreadable(name, text, e.getMessage());
    }
  }

  private <T> Optional<T> unreadable(String name, String text, String reason) {
    faults.unreadable(name, fabric.incarnation(), reason, text);
    missing(PATIENCE);
    return Optional.empty();
  }

  /** Notes that something is to be tried again, and gives what stands in for it. */
  <T> T missing(Optional<T> before, T none) {
    missing(PATIENCE);
    return before.orElse(none);
  }

  private void missing(Duration pause) {
    Duration at = clock.sinceStart().plus(pause);
    if (again.isEmpty() || again.get().compareTo(at) > 0) {
      again = Optional.of(at);
    }
  }

  void keep(String name, String text) {
    documents.add(new Document(name, text));
  }

  List<Document> documents() {
    return documents;
  }

  Optional<Duration> again() {
    return again;
  }
}
