// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.HandlerStatus;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.policy.Ruling;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Report;
import org.waagent.plugin.Status;

/**
 * Makes the entries of the aggregate status from what is on disk. One bad handler spoils no other.
 */
public final class Reports {
  private static final String INSTALLING = "Installing";
  private static final String BEING_INSTALLED = "Plugin is being installed or enabled";

  private final HandlerStore store;
  private final NotedStates noted;
  private final StatusFiles statusFiles;
  private final Heartbeat heartbeat;
  private final DiskUnits diskUnits;
  private final StatusWatch watch;
  private final Logger logger;

  /** Handlers there is no status of, and why; each is told once. */
  private final Map<Path, String> silent = new ConcurrentHashMap<>();

  /**
   * @param files where things are
   * @param clock tells how old they are
   * @param store state files of the handlers
   * @param statusFiles status files of the extensions
   * @param watch is told which status files are awaited
   * @param logger is told of a handler nobody can report on
   */
  public Reports(
      Files files,
      Clock clock,
      HandlerStore store,
      StatusFiles statusFiles,
      StatusWatch watch,
      Logger logger) {
    this.store = store;
    this.noted = new NotedStates(files, store);
    this.statusFiles = statusFiles;
    this.heartbeat = new Heartbeat(files, clock);
    this.diskUnits = new DiskUnits(files);
    this.watch = watch;
    this.logger = logger;
  }

  /** The report for what is known now. */
  public Report of(Snapshot snapshot) {
    List<Status> statuses = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    Set<Path> awaited = new HashSet<>();
    List<Group> groups = groups(snapshot);
    for (Group group : groups) {
      group.units().forEach(unit -> seen.add(group.folder().status(unit)));
      try {
        for (Entry entry : entries(group, snapshot)) {
          statuses.add(entry.status());
          if (entry.isAwaited()) {
            entry.file().ifPresent(awaited::add);
          }
        }
        silent.remove(group.folder().path());
      } catch (IOException | RuntimeException e) {
        tell(group.folder().path(), e);
      }
    }
    snapshot.unplaced().values().forEach(s -> statuses.add(status(s, Optional.empty())));
    silent.keySet().retainAll(groups.stream().map(group -> group.folder().path()).toList());
    statusFiles.keepOnly(seen);
    watch.await(awaited);
    return new Report(statuses, snapshot.goalState());
  }

  private void tell(Path folder, Exception e) {
    if (!e.toString().equals(silent.put(folder, e.toString()))) {
      logger.warn("No status of {}: {}", folder.getFileName(), e.toString());
    }
  }

  /** A handler with its units. */
  private record Group(HandlerFolder folder, List<Unit> units) {}

  /** An entry and the status file it was made from. */
  private record Entry(Status status, Optional<Path> file) {
    boolean isAwaited() {
      Optional<String> state = status.extension().flatMap(ExtensionStatus::state);
      return state.isPresent() && state.get().equals("transitioning");
    }
  }

  private List<Group> groups(Snapshot snapshot) {
    return snapshot.scope() == Snapshot.Scope.DISK ? groupsOnDisk() : groupsWanted(snapshot);
  }

  private List<Group> groupsWanted(Snapshot snapshot) {
    Map<HandlerName, List<Unit>> byName = new LinkedHashMap<>();
    for (Unit unit : snapshot.units()) {
      byName.computeIfAbsent(unit.name(), name -> new ArrayList<>()).add(unit);
    }
    List<Group> groups = new ArrayList<>();
    byName.forEach(
        (name, units) -> {
          String requested = units.get(0).handler().version();
          String version = snapshot.versions().getOrDefault(name, requested);
          if (FlexibleVersion.isValid(version)) {
            groups.add(new Group(store.folder(name, version), units));
          }
        });
    return groups;
  }

  private List<Group> groupsOnDisk() {
    List<Group> groups = new ArrayList<>();
    try {
      for (HandlerFolder folder : store.all()) {
        groups.add(new Group(folder, diskUnits.of(folder)));
      }
    } catch (IOException e) {
      logger.warn("The handlers on disk can't be told: {}", e.toString());
    }
    return groups;
  }

  private List<Entry> entries(Group group, Snapshot snapshot) throws IOException {
    HandlerFolder folder = group.folder();
    Unit first = group.units().get(0);
    boolean busy = group.units().stream().anyMatch(u -> snapshot.inProgress().contains(u.label()));
    Optional<HandlerStatus> last = noted.status(folder);
    boolean enabling = first.handler().requested() == RequestedState.ENABLED;
    // What went wrong for an earlier goal state must not be taken for an answer to this one.
    Optional<String> note = note(group, snapshot);
    if (busy && enabling && (note.isPresent() || last.map(s -> s.code() != 0).orElse(true))) {
      return List.of(handlerOnly(installing(folder, note)));
    }
    if (last.isEmpty()) {
      return List.of();
    }
    HandlerState state = noted.state(folder);
    boolean installed = state != HandlerState.NOT_INSTALLED;
    boolean disallowed =
        snapshot.scope() == Snapshot.Scope.DISALLOWED || Ruling.isRefusal(last.get().message());
    // A handler that is only installed has not begun to beat.
    boolean beats = state == HandlerState.ENABLED && !busy;
    HandlerStatus status = beats ? beating(folder, last.get(), disallowed) : last.get();
    List<Entry> entries = new ArrayList<>();
    if (installed || disallowed || first.handler().multiConfig()) {
      for (Unit unit : group.units()) {
        if (unit.settings().isPresent() && isReported(folder, unit)) {
          Status entry = status(status, Optional.of(statusFiles.of(folder, unit)));
          entries.add(new Entry(entry, Optional.of(folder.status(unit))));
        }
      }
    }
    return entries.isEmpty() ? List.of(handlerOnly(status)) : entries;
  }

  private boolean isReported(HandlerFolder folder, Unit unit) throws IOException {
    return !unit.isRemovedSettings() || store.isEnabled(folder, unit.settingsName());
  }

  private HandlerStatus beating(HandlerFolder folder, HandlerStatus noted, boolean disallowed) {
    HandlerStatus beat = heartbeat.applied(folder, noted);
    if (!disallowed || beat.message().equals(noted.message())) {
      return disallowed ? noted : beat;
    }
    String both = noted.message() + " " + beat.message();
    return new HandlerStatus(
        noted.name(), noted.version(), noted.status(), noted.code(), both, noted.multiConfig());
  }

  private static Optional<String> note(Group group, Snapshot snapshot) {
    return group.units().stream()
        .map(u -> snapshot.notes().get(u.label()))
        .filter(n -> n != null)
        .findFirst();
  }

  private static HandlerStatus installing(HandlerFolder folder, Optional<String> note) {
    String text = note.map(why -> BEING_INSTALLED + "; " + why).orElse(BEING_INSTALLED);
    return new HandlerStatus(folder.name().text(), folder.version(), INSTALLING, 0, text, false);
  }

  private static Entry handlerOnly(HandlerStatus status) {
    return new Entry(status(status, Optional.empty()), Optional.empty());
  }

  private static Status status(HandlerStatus status, Optional<ExtensionStatus> extension) {
    Optional<String> message = Optional.of(status.message()).filter(text -> !text.isEmpty());
    return new Status(
        status.name(), status.version(), status.status(), status.code(), message, extension);
  }
}
