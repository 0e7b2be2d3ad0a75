// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.waagent.plugin.AgentStart;

/**
 * The launcher's part of the start, see {@link AgentStart#PHASES}. Lines that make no sense are
 * left out: a launcher may be older or newer than this bundle.
 */
public final class Phases {
  private static final List<String> BEFORE_BUNDLES = List.of("java", "launcher", "framework");

  private final Supplier<? extends List<?>> lines;
  private final LongSupplier nanos;

  private record Line(String name, long begin, long end, Result result) {}

  /**
   * @param lines what the launcher tells, anew each time
   * @param nanos the clock that the lines go by
   */
  public Phases(Supplier<? extends List<?>> lines, LongSupplier nanos) {
    this.lines = lines;
    this.nanos = nanos;
  }

  /** Where no launcher tells anything. */
  public static Phases unknown() {
    return new Phases(List::of, () -> 0);
  }

  /** For how long the process has run; empty where nobody knows. */
  Optional<Duration> age() {
    List<Line> all = read();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.getAsLong() - all.get(0).begin()));
  }

  /** What was told, counted from the start of the process. */
  List<Span> spans() {
    List<Line> all = read();
    List<Span> spans = new ArrayList<>(all.size());
    for (Line line : all) {
      long origin = all.get(0).begin();
      spans.add(
          new Span(
              BEFORE_BUNDLES.contains(line.name()) ? Span.START : Span.BUNDLE,
              line.name(),
              Duration.ofNanos(line.begin() - origin),
              Optional.of(Duration.ofNanos(line.end() - origin)),
              line.result(),
              Optional.empty()));
    }
    return spans;
  }

  private List<Line> read() {
    List<Line> read = new ArrayList<>();
    for (Object line : lines.get()) {
      parse(line.toString()).ifPresent(read::add);
    }
    return read;
  }

  private static Optional<Line> parse(String line) {
    String[] fields = line.split("\t", -1);
    try {
      return fields.length < 4
          ? Optional.empty()
          : Optional.of(
              new Line(
                  fields[0],
                  Long.parseLong(fields[1]),
                  Long.parseLong(fields[2]),
                  Result.of(fields[3])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
