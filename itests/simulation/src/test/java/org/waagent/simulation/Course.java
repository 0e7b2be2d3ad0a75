// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets a day go by, part after part. */
final class Course {
  private final SimulatedAgent agent;
  private final Day day;
  private final Observer observer;
  private final List<Row> rows = new ArrayList<>();
  private List<Happening> happened = List.of();

  Course(SimulatedAgent agent, Day day, Observer observer) {
    this.agent = agent;
    this.day = day;
    this.observer = observer;
  }

  List<Row> run(int parts, Duration length) throws Exception {
    System.out.println(Row.HEAD);
    try {
      for (int part = 0; part < parts; part++) {
        run(length.multipliedBy(part), length);
      }
      return rows;
    } catch (Exception | AssertionError e) {
      System.out.println("in the last part:");
      happened.forEach(one -> System.out.println("  " + one));
      observer.tell();
      throw e;
    }
  }

  private void run(Duration begin, Duration length) throws Exception {
    long from = System.nanoTime();
    happened = new ArrayList<>();
    for (Happening next : day.part(begin, length)) {
      agent.until(next.at());
      happened.add(next);
      next.deed().run();
    }
    agent.until(begin.plus(length));
    observer.checkSettled();
    Row row = observer.row(Duration.ofNanos(System.nanoTime() - from));
    rows.add(row);
    System.out.println(row.line());
  }
}
