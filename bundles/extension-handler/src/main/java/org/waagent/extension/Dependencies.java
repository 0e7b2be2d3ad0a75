// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.StatusFiles;

/** What extensions that others depend on say of themselves. Their files are watched, not polled. */
final class Dependencies implements Closeable {
  private final Workbench bench;
  private final StatusFiles statusFiles;
  private final Runnable changed;
  private final Map<Path, Closeable> watches = new HashMap<>();

  /**
   * @param changed runs when one of them said something
   */
  Dependencies(Workbench bench, StatusFiles statusFiles, Runnable changed) {
    this.bench = bench;
    this.statusFiles = statusFiles;
    this.changed = changed;
  }

  /** What came of the wait for an extension. */
  enum Word {
    WAIT,
    SUCCESS,
    FAILURE
  }

  /** What a unit's status file says, and why it fails where it does. */
  record Said(Word word, String why) {}

  /** Asks once, and from then on watches for as long as there is no answer. */
  Said ask(Pass pass, Unit unit, HandlerFolder folder) {
    String state = state(folder, unit);
    if (!isTerminal(state)) {
      // Looked at once more after the watch began: what came between must not be missed.
      watch(folder.status(unit));
      state = state(folder, unit);
    }
    if (state.equals("success")) {
      return new Said(Word.SUCCESS, "");
    }
    String name = unit.fullName(folder.version());
    if (isTerminal(state)) {
      String why = "Dependent Extension %s did not succeed. Status was %s";
      return new Said(Word.FAILURE, why.formatted(name, state));
    }
    if (pass.left().isZero() || pass.left().isNegative()) {
      String why =
          "Dependent Extension %s did not reach a terminal state within the allowed timeout. Last"
              + " status was %s";
      return new Said(Word.FAILURE, why.formatted(name, state));
    }
    return new Said(Word.WAIT, state);
  }

  private String state(HandlerFolder folder, Unit unit) {
    Optional<String> state = statusFiles.of(folder, unit).state();
    return state.orElse("unknown");
  }

  private static boolean isTerminal(String state) {
    return state.equals("success") || state.equals("error");
  }

  private void watch(Path file) {
    if (!watches.containsKey(file)) {
      try {
        watches.put(file, bench.machine().files().watch(file, changed));
      } catch (IOException e) {
        bench.machine().logger().debug("{} is not watched: {}", file, e.getMessage());
      }
    }
  }

  /** Ends the watches of all files but these. */
  void keepOnly(Set<Path> files) {
    for (Path file : new HashSet<>(watches.keySet())) {
      if (!files.contains(file)) {
        end(watches.remove(file));
      }
    }
  }

  private void end(Closeable watch) {
    try {
      watch.close();
    } catch (IOException e) {
      bench.machine().logger().debug("A watch could not be ended: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    keepOnly(Set.of());
  }
}
