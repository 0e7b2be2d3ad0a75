// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Times in which no update is begun: an update that runs goes on, one that is due waits for the
 * end.
 *
 * <pre>
 * windows = window { "," window }
 * window  = time "-" time [ " " days ]
 * time    = hh:mm, 00:00 to 24:00
 * days    = day { "+" day }, where day is Mon or Mon-Fri
 * </pre>
 *
 * <p>Times are those of the machine. A window whose end is not after its begin goes on into the
 * next day; the days are those on which it begins. Without days it is each day's.
 */
final class HoldWindow {
  /** Holds nothing back. */
  static final HoldWindow NONE = new HoldWindow(List.of());

  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_STEPS = 64;
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  private final List<Span> spans;

  private HoldWindow(List<Span> spans) {
    this.spans = List.copyOf(spans);
  }

  /** Minutes of the day; an end of more than a day is in the next one. */
  private record Span(int begin, int end, Set<DayOfWeek> days) {
    LocalDateTime end(LocalDateTime midnight) {
      return midnight.plusMinutes(end);
    }

    boolean holds(LocalDateTime time, LocalDateTime midnight) {
      return days.contains(midnight.getDayOfWeek())
          && !time.isBefore(midnight.plusMinutes(begin))
          && time.isBefore(end(midnight));
    }
  }

  /**
   * Reads windows; a blank text is none.
   *
   * @throws IllegalArgumentException names the part that makes no sense
   */
  static HoldWindow of(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("longer than " + LONGEST_TEXT + " characters");
    }
    List<Span> spans = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      spans.add(span(part.strip()));
    }
    return new HoldWindow(spans);
  }

  private static Span span(String text) {
    String[] words = text.split(" +", 2);
    String[] times = words[0].split("-", -1);
    if (times.length != 2) {
      throw new IllegalArgumentException("'" + text + "' does not begin with hh:mm-hh:mm");
    }
    int begin = minutes(times[0]);
    int end = minutes(times[1]);
    Set<DayOfWeek> days =
        words.length == 1 ? EnumSet.allOf(DayOfWeek.class) : days(words[1].strip());
    return new Span(begin, end > begin ? end : end + MINUTES_OF_A_DAY, days);
  }

  private static int minutes(String text) {
    if (text.equals("24:00")) {
      return MINUTES_OF_A_DAY;
    }
    try {
      if (text.length() == "hh:mm".length()) {
        LocalTime time = LocalTime.parse(text);
        return time.getHour() * 60 + time.getMinute();
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no time hh:mm", e);
    }
    throw new IllegalArgumentException("'" + text + "' is no time hh:mm");
  }

  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split("\\+", -1)) {
      String[] ends = part.strip().split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException("'" + part.strip() + "' is no day such as Mon-Fri");
      }
      DayOfWeek last = day(ends[ends.length - 1]);
      DayOfWeek day = day(ends[0]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).equals(text.strip().toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException("'" + text.strip() + "' is no day of Mon to Sun");
  }

  /** Whether an update that is due has to wait. */
  boolean holds(ZonedDateTime time) {
    return !end(time).isEqual(time);
  }

  /**
   * When an update may begin: the time itself where nothing holds it back. Windows that never end
   * are followed for some weeks; then the answer is a time to ask again at.
   */
  ZonedDateTime end(ZonedDateTime time) {
    LocalDateTime local = time.toLocalDateTime();
    for (int step = 0; step < MOST_STEPS; step++) {
      LocalDateTime later = endOfThose(local);
      if (later.isEqual(local)) {
        break;
      }
      local = later;
    }
    return local.isEqual(time.toLocalDateTime()) ? time : local.atZone(time.getZone());
  }

  private LocalDateTime endOfThose(LocalDateTime time) {
    LocalDateTime today = time.toLocalDate().atStartOfDay();
    LocalDateTime latest = time;
    for (Span span : spans) {
      for (LocalDateTime midnight : List.of(today.minusDays(1), today)) {
        if (span.holds(time, midnight) && span.end(midnight).isAfter(latest)) {
          latest = span.end(midnight);
        }
      }
    }
    return latest;
  }
}
