// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.HandlerStatus;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.plugin.Status;

/** State and status the agent noted of handlers; read again only if the files changed. */
final class NotedStates {
  private final Files files;
  private final HandlerStore store;
  private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

  NotedStates(Files files, HandlerStore store) {
    this.files = files;
    this.store = store;
  }

  private record Seen(
      Optional<FileFacts> stateFacts,
      Optional<FileFacts> statusFacts,
      HandlerState state,
      Optional<HandlerStatus> status) {}

  Optional<HandlerStatus> status(HandlerFolder folder) throws IOException {
    return look(folder).status();
  }

  HandlerState state(HandlerFolder folder) throws IOException {
    return look(folder).state();
  }

  /** A status file that makes no sense does not make a handler disappear that is there. */
  private static Optional<HandlerStatus> implied(HandlerFolder folder, HandlerState state) {
    return switch (state) {
      case ENABLED -> Optional.of(status(folder, Status.READY, "Plugin enabled"));
      case INSTALLED ->
          Optional.of(status(folder, Status.NOT_READY, "Plugin installed but not enabled"));
      case NOT_INSTALLED, FAILED_UPGRADE -> Optional.empty();
    };
  }

  private static HandlerStatus status(HandlerFolder folder, String status, String message) {
    return new HandlerStatus(folder.name().text(), folder.version(), status, 0, message, false);
  }

  private Seen look(HandlerFolder folder) throws IOException {
    Optional<FileFacts> stateFacts = files.look(folder.stateFile());
    Optional<FileFacts> statusFacts = files.look(folder.statusFile());
    if (statusFacts.isEmpty()) {
      seen.remove(folder.path());
      return new Seen(stateFacts, statusFacts, store.state(folder), Optional.empty());
    }
    Seen before = seen.get(folder.path());
    if (before != null
        && before.stateFacts().equals(stateFacts)
        && before.statusFacts().equals(statusFacts)) {
      return before;
    }
    HandlerState state = store.state(folder);
    Optional<HandlerStatus> status = store.status(folder).or(() -> implied(folder, state));
    Seen now = new Seen(stateFacts, statusFacts, state, status);
    seen.put(folder.path(), now);
    return now;
  }
}
