// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds back a message that comes again and again: within a minute three pass, the rest are counted
 * and told at the end. While it goes on the spans double up to an hour. Used on one lane only.
 */
final class Repeats {
  private static final int PASS = 3;
  private static final int MOST = 200;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int LONGEST_KEY = 300;
  private static final int LONGEST_SUMMARY = 1000;

  // MOST spans at most, each with texts of bounded length.
  private final Map<String, Span> spans = new LinkedHashMap<>();
  // Summaries of spans that had to make room before their end, since the last look.
  private final List<Record> early = new ArrayList<>();

  private static final class Span {
    private Record last;
    private int passed;
    private int held;
    private Duration length = FIRST;
    private Duration end;
  }

  /**
   * Judges a record.
   *
   * @param now time since start
   * @return whether to write it now
   */
  boolean passes(Record record, Duration now) {
    String key = record.level() + record.prefix() + shortened(record.message());
    Span span = spans.get(key);
    if (span == null) {
      span = new Span();
      span.end = now.plus(FIRST);
      spans.put(key, span);
      dropEldest();
    }
    span.last = record.message().length() > LONGEST_SUMMARY ? cut(record) : record;
    if (span.passed < PASS) {
      span.passed++;
      return true;
    }
    span.held++;
    return false;
  }

  // Long messages are told apart by their beginning, their length and their hash.
  private static String shortened(String message) {
    return message.length() <= LONGEST_KEY
        ? message
        : message.substring(0, LONGEST_KEY) + message.length() + "/" + message.hashCode();
  }

  private static Record cut(Record record) {
    return record.saying(record.time(), record.message().substring(0, LONGEST_SUMMARY) + "...");
  }

  private void dropEldest() {
    if (spans.size() <= MOST) {
      return;
    }
    Iterator<Span> all = spans.values().iterator();
    // Not the last, which is the one that just came.
    for (int i = 0; i < MOST; i++) {
      if (all.next().held == 0) {
        all.remove();
        return;
      }
    }
    Iterator<Span> eldest = spans.values().iterator();
    early.add(summary(eldest.next()));
    eldest.remove();
  }

  /** What is to be told of spans that are over. Called before each batch of records. */
  List<Record> over(Duration now) {
    List<Record> told = new ArrayList<>(early);
    early.clear();
    Iterator<Span> all = spans.values().iterator();
    while (all.hasNext()) {
      Span span = all.next();
      if (span.end.compareTo(now) > 0) {
        continue;
      }
      if (span.held == 0) {
        all.remove();
      } else {
        told.add(summary(span));
        prolong(span, now);
      }
    }
    return told;
  }

  private static Record summary(Span span) {
    Instant when = span.last.time();
    return span.last.saying(
        when,
        span.last.message()
            + " (repeated "
            + span.held
            + " times in the last "
            + span.length.toMinutes()
            + " min)");
  }

  private static void prolong(Span span, Duration now) {
    Duration doubled = span.length.multipliedBy(2);
    span.length = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    span.held = 0;
    span.end = now.plus(span.length);
  }

  /** How many spans are watched. */
  int size() {
    return spans.size() + early.size();
  }

  /** When the next span that has something to tell ends. */
  Optional<Duration> next() {
    Duration earliest = null;
    for (Span span : spans.values()) {
      if (span.held > 0 && (earliest == null || span.end.compareTo(earliest) < 0)) {
        earliest = span.end;
      }
    }
    return Optional.ofNullable(earliest);
  }
}
