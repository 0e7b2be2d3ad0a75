// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.waagent.core.text.Redaction;
import org.waagent.os.Clock;

/**
 * What this start of the agent spent its time on. The first spans are kept and the last ones; what
 * is between them is counted. Quick, and safe to call from any thread.
 */
public final class Timeline {
  static final int FIRST = 300;
  static final int LAST = 200;
  private static final int LONGEST_NAME = 200;

  private final Clock clock;
  private final Phases phases;
  private final Supplier<Duration> waited;
  private final Duration base;
  private final List<Span> first = new ArrayList<>();
  private final Deque<Span> last = new ArrayDeque<>();
  private final Set<Open> open = new LinkedHashSet<>();
  private int dropped;
  private Runnable changed = () -> {};

  /**
   * @param waited for how long the calling thread has waited for programs so far
   */
  public Timeline(Clock clock, Phases phases, Supplier<Duration> waited) {
    this.clock = clock;
    this.phases = phases;
    this.waited = waited;
    this.base = phases.age().map(age -> age.minus(clock.sinceStart())).orElse(Duration.ZERO);
  }

  /** One that knows nothing of launcher and programs. */
  public static Timeline plain(Clock clock) {
    return new Timeline(clock, Phases.unknown(), () -> Duration.ZERO);
  }

  /** Has something called whenever a span ended; it must be quick. */
  synchronized void onChange(Runnable listener) {
    changed = listener;
  }

  /** Time since the process started. */
  Duration now() {
    return base.plus(clock.sinceStart());
  }

  /** Something begins. */
  public Open begin(String group, String name) {
    Open begun = new Open(group, shortened(name), now(), waited.get(), Thread.currentThread());
    synchronized (this) {
      open.add(begun);
    }
    return begun;
  }

  /** Something that was not even begun. */
  public void leftOut(String group, String name) {
    Duration now = now();
    Span span =
        new Span(group, shortened(name), now, Optional.of(now), Result.LEFT_OUT, Optional.empty());
    add(span);
  }

  private static String shortened(String name) {
    String text = Redaction.of(name);
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
  }

  private void add(Span span) {
    Runnable listener;
    synchronized (this) {
      keep(span);
      listener = changed;
    }
    listener.run();
  }

  private void keep(Span span) {
    if (first.size() < FIRST) {
      first.add(span);
      return;
    }
    last.add(span);
    if (last.size() > LAST) {
      last.remove();
      dropped++;
    }
  }

  /** Takes in what an earlier core knew of the same start of the agent. */
  synchronized void continueFrom(List<Span> spans, int droppedThen) {
    List<Span> ours = new ArrayList<>(first);
    ours.addAll(last);
    first.clear();
    last.clear();
    dropped += droppedThen;
    spans.stream()
        .filter(span -> !span.isOfLauncher() && span.end().isPresent())
        .forEach(this::keep);
    ours.forEach(this::keep);
  }

  /** All spans there are now, by their begin. */
  List<Span> spans() {
    List<Span> all = new ArrayList<>(phases.spans());
    synchronized (this) {
      all.addAll(first);
      all.addAll(last);
      open.forEach(one -> all.add(one.span(Optional.empty(), Result.RUNNING, Optional.empty())));
    }
    all.sort(Comparator.comparing(Span::begin));
    return all;
  }

  /** How many spans were not kept. */
  synchronized int dropped() {
    return dropped;
  }

  /** A span that has not ended. */
  public final class Open {
    private final String group;
    private final String name;
    private final Duration begin;
    private final Duration waitedBefore;
    private final Thread thread;

    private Open(String group, String name, Duration begin, Duration waitedBefore, Thread thread) {
      this.group = group;
      this.name = name;
      this.begin = begin;
      this.waitedBefore = waitedBefore;
      this.thread = thread;
    }

    /** It ended now. What programs took of it is known if it ended on the thread it began on. */
    public void end(Result result) {
      Duration end = now();
      Optional<Duration> programs =
          thread == Thread.currentThread()
              ? Optional.of(waited.get().minus(waitedBefore))
              : Optional.empty();
      if (close()) {
        add(span(Optional.of(end), result, programs));
      }
    }

    /** It was not worth telling. */
    public void forget() {
      close();
    }

    private boolean close() {
      synchronized (Timeline.this) {
        return open.remove(this);
      }
    }

    private Span span(Optional<Duration> end, Result result, Optional<Duration> programs) {
      return new Span(group, name, begin, end, result, programs);
    }
  }
}
