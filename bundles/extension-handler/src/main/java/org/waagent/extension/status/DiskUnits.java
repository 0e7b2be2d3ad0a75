// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;

/** What units a handler has by its settings files alone, where no goal state may be followed. */
public final class DiskUnits {
  private static final String SUFFIX = ".settings";

  private final Files files;

  /**
   * @param files where the handlers are
   */
  public DiskUnits(Files files) {
    this.files = files;
  }

  /** A settings file and when it was written. */
  private record Newest(int sequenceNumber, Instant written) {}

  /** Units of a handler; of each settings the file written last counts. */
  public List<Unit> of(HandlerFolder folder) throws IOException {
    Map<String, Newest> newest = new LinkedHashMap<>();
    boolean isThere =
        files.look(folder.config()).map(f -> f.kind() == FileFacts.Kind.FOLDER).orElse(false);
    for (String file : isThere ? files.list(folder.config()) : List.<String>of()) {
      Optional<FileFacts> facts = files.look(folder.config().resolve(file));
      if (file.endsWith(SUFFIX) && facts.isPresent()) {
        add(newest, file.substring(0, file.length() - SUFFIX.length()), facts.get().modified());
      }
    }
    boolean multiConfig = newest.keySet().stream().anyMatch(name -> !name.isEmpty());
    List<Extension> extensions = new ArrayList<>();
    newest.forEach(
        (name, file) -> {
          if (multiConfig != name.isEmpty()) {
            extensions.add(extension(folder, name, file.sequenceNumber()));
          }
        });
    Handler handler = handler(folder, multiConfig, extensions);
    return extensions.isEmpty()
        ? List.of(new Unit(handler, Optional.empty()))
        : extensions.stream().map(e -> new Unit(handler, Optional.of(e))).toList();
  }

  private static void add(Map<String, Newest> newest, String stem, Instant written) {
    int dot = stem.lastIndexOf('.');
    String name = dot < 0 ? "" : stem.substring(0, dot);
    String number = stem.substring(dot + 1);
    if (number.isEmpty()
        || number.length() > 9
        || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return;
    }
    Newest found = new Newest(Integer.parseInt(number), written);
    newest.merge(name, found, (a, b) -> b.written().isBefore(a.written()) ? a : b);
  }

  private static Extension extension(HandlerFolder folder, String name, int sequenceNumber) {
    return new Extension(
        name.isEmpty() ? folder.name().text() : name,
        sequenceNumber,
        RequestedState.ENABLED,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Handler handler(
      HandlerFolder folder, boolean multiConfig, List<Extension> extensions) {
    return new Handler(
        folder.name(),
        folder.version(),
        RequestedState.ENABLED,
        List.of(),
        Optional.empty(),
        multiConfig,
        extensions,
        Optional.empty());
  }
}
