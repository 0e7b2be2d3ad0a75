// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;

/**
 * Removes settings and status files of sequence numbers that are long past. What can't be removed
 * is told once and stays.
 */
final class PastSettings {
  /** Sequence numbers that are kept of each settings. */
  static final int KEPT = 50;

  private static final int LONGEST_NUMBER = 10;

  private final Files files;
  private final Logger logger;
  private final Set<Path> told = ConcurrentHashMap.newKeySet();

  PastSettings(Files files, Logger logger) {
    this.files = files;
    this.logger = logger;
  }

  /** A settings or status file. */
  private record Numbered(long number, Path path) {}

  /** The same with its time. */
  private record Dated(Numbered file, Instant written) {
    long number() {
      return file.number();
    }
  }

  /** Keeps of one unit what is new or in force. */
  void tidy(HandlerFolder folder, Unit unit) {
    try {
      List<Numbered> settings = numbered(folder.config(), unit.filePrefix(), ".settings");
      List<Numbered> statuses = numbered(folder.status(), unit.filePrefix(), ".status");
      if (count(settings, statuses) > KEPT) {
        remove(dated(settings), dated(statuses), unit.sequenceNumber());
      }
      told.remove(folder.path());
    } catch (IOException | RuntimeException e) {
      if (told.add(folder.path())) {
        logger.warn("Past settings of {} stay: {}", folder.path(), e.toString());
      }
    }
  }

  private List<Numbered> numbered(Path folder, String prefix, String suffix) throws IOException {
    List<Numbered> found = new ArrayList<>();
    for (String name : files.list(folder)) {
      int middle = name.length() - suffix.length();
      if (name.startsWith(prefix) && name.endsWith(suffix) && middle > prefix.length()) {
        Optional<Long> number = number(name.substring(prefix.length(), middle));
        number.ifPresent(n -> found.add(new Numbered(n, folder.resolve(name))));
      }
    }
    return found;
  }

  /** A number as the agent writes it; what is written in another way is somebody else's. */
  private static Optional<Long> number(String text) {
    boolean plain =
        text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    return plain ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static int count(List<Numbered> settings, List<Numbered> statuses) {
    Set<Long> numbers = new HashSet<>();
    settings.forEach(file -> numbers.add(file.number()));
    statuses.forEach(file -> numbers.add(file.number()));
    return numbers.size();
  }

  private List<Dated> dated(List<Numbered> all) throws IOException {
    List<Dated> dated = new ArrayList<>();
    for (Numbered file : all) {
      Optional<FileFacts> facts = files.look(file.path());
      if (facts.isPresent() && facts.get().kind() == FileFacts.Kind.FILE) {
        dated.add(new Dated(file, facts.get().modified()));
      }
    }
    return dated;
  }

  private void remove(List<Dated> settings, List<Dated> statuses, long current) throws IOException {
    List<Dated> all = new ArrayList<>(settings);
    all.addAll(statuses);
    Set<Long> kept = newest(all);
    kept.add(current);
    // Handlers' scripts take the highest number there is for the one in force.
    all.stream().mapToLong(Dated::number).max().ifPresent(kept::add);
    last(settings).ifPresent(kept::add);
    last(statuses).ifPresent(kept::add);
    IOException failure = null;
    for (Dated file : all) {
      if (!kept.contains(file.number())) {
        try {
          files.delete(file.file().path());
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Numbers whose newer file is among the newest. */
  private static Set<Long> newest(List<Dated> all) {
    Map<Long, Instant> times = new HashMap<>();
    all.forEach(file -> times.merge(file.number(), file.written(), PastSettings::later));
    Comparator<Long> byTime = Comparator.comparing(times::get);
    List<Long> numbers = new ArrayList<>(times.keySet());
    numbers.sort(byTime.thenComparing(Comparator.naturalOrder()).reversed());
    return new HashSet<>(numbers.subList(0, Math.min(KEPT, numbers.size())));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** Number of the file written last; of several that are equally new, the last by name. */
  private static Optional<Long> last(List<Dated> sorted) {
    return sorted.stream()
        .reduce((a, b) -> b.written().isBefore(a.written()) ? a : b)
        .map(Dated::number);
  }
}
