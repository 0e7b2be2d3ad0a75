// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens in each part of a day. Everything comes from one random source, so a seed tells the
 * whole day. The last minutes of a part are quiet: there the agent has to come to terms.
 */
final class Day {
  /** Time at the end of a part in which nothing goes wrong. */
  static final Duration QUIET = Duration.ofMinutes(6);

  private static final Duration SETTLING = Duration.ofMinutes(1);

  private final Random random;
  private final Wishes wishes;
  private final Weather weather;
  private final StatusFiles statusFiles;
  private List<Happening> all;
  private Duration from;
  private long seconds;

  Day(Random random, Wishes wishes, Weather weather, StatusFiles statusFiles) {
    this.random = random;
    this.wishes = wishes;
    this.weather = weather;
    this.statusFiles = statusFiles;
  }

  /** All that happens in a part, in order. */
  List<Happening> part(Duration begin, Duration length) {
    all = new ArrayList<>();
    from = begin;
    seconds = length.minus(QUIET).minus(SETTLING).toSeconds();
    double hours = length.toSeconds() / 3600.0;
    some(5 * hours, "another goal state", wishes::another);
    some(0.5 * hours, "a migration", wishes::migrate);
    some(0.5 * hours, "a new certificate", wishes::rotate);
    some(12 * hours, "a status file changes", this::changeStatus);
    for (int i = number(2 * hours); i > 0; i--) {
      Duration when = time();
      all.add(new Happening(when, "a broken document", wishes::breakOne));
      Duration mended = when.plusSeconds(20 + random.nextInt(200));
      all.add(new Happening(mended, "a good document again", wishes::mend));
    }
    for (int i = number(12 * hours); i > 0; i--) {
      all.addAll(weather.fault(time()));
    }
    for (int i = number(0.2 * hours); i > 0; i--) {
      all.addAll(weather.hang(time()));
    }
    Duration calm = begin.plus(length).minus(QUIET);
    List<Happening> happenings = new ArrayList<>(all.size());
    all.forEach(one -> happenings.add(atLatest(one, calm)));
    happenings.add(new Happening(calm, "calm", statusFiles::mend));
    happenings.add(new Happening(calm.plus(SETTLING), "a second try if need be", wishes::insist));
    happenings.sort(Comparator.comparing(Happening::at));
    return happenings;
  }

  private static Happening atLatest(Happening one, Duration end) {
    return one.at().compareTo(end) <= 0 ? one : new Happening(end, one.what(), one.deed());
  }

  private void some(double times, String what, Runnable deed) {
    for (int i = number(times); i > 0; i--) {
      all.add(new Happening(time(), what, deed));
    }
  }

  /** A whole number that is that many on average. */
  private int number(double times) {
    int whole = (int) times;
    return whole + (random.nextDouble() < times - whole ? 1 : 0);
  }

  private Duration time() {
    return from.plusSeconds(random.nextInt((int) seconds)).plusMillis(random.nextInt(1000));
  }

  private void changeStatus() {
    List<Wishes.Wish> there = wishes.all();
    statusFiles.change(there.get(random.nextInt(there.size())));
  }
}
