// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A start in lines for people. */
final class StartText {
  private StartText() {}

  static List<String> lines(Start start) {
    List<String> lines = new ArrayList<>();
    lines.add("Start of " + start.at() + ", times in ms since then");
    lines.add(row("begin", "took", "programs", "outcome", "what"));
    for (Span span : start.spans()) {
      lines.add(
          row(
              millis(span.begin()),
              millis(span.took(start.until())),
              span.programs().filter(time -> !time.isZero()).map(StartText::millis).orElse(""),
              span.result().word(),
              span.group() + ": " + span.name()));
    }
    if (start.dropped() > 0) {
      lines.add(start.dropped() + " more between the first and the last were not kept");
    }
    return lines;
  }

  private static String row(
      String begin, String took, String programs, String outcome, String what) {
    return String.format(
        Locale.ROOT, "%12s %10s %10s  %-10s  %s", begin, took, programs, outcome, what);
  }

  /** With one digit of a fraction. */
  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1_000_000.0);
  }
}
