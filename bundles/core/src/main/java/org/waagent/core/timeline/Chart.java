// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A start as a drawing in SVG: one row a span, time to the right. It is also readable as text: each
 * bar has its words, and no meaning is told by a colour alone.
 */
final class Chart {
  private static final int WIDTH = 1200;
  private static final int LEFT = 24;
  private static final int RIGHT = 24;
  private static final int TOP = 96;
  private static final int ROW = 20;
  private static final int BAR = 13;
  private static final int MOST_ROWS = 250;
  private static final int MOST_TICKS = 12;
  // After a pause of this length the start counts as over.
  private static final Duration PAUSE = Duration.ofSeconds(60);
  // About the width of a letter: the font of whoever looks at the drawing is not known.
  private static final double LETTER = 6.6;

  private static final String STYLE =
      """
      text { font: 12px sans-serif; fill: #1b1f24; }
      .title { font-size: 16px; font-weight: bold; }
      .tick { fill: #57606a; font-size: 11px; }
      .grid { stroke: #d8dee4; }
      .done { fill: #5fae7f; }
      .failed { fill: #d9534f; }
      .later { fill: #e0a530; }
      .running { fill: #5b9bd5; }
      .not-needed { fill: #b6bcc4; }
      .left-out { fill: #ffffff; stroke: #57606a; stroke-dasharray: 3 2; }
      .programs { fill: url(#hatch); }
      """;

  private final Start start;
  private final List<Span> spans;
  private final int later;
  private final Duration length;
  private final List<String> lines = new ArrayList<>();

  private Chart(Start start) {
    this.start = start;
    this.spans = ofStart(start);
    this.later = start.spans().size() - spans.size();
    this.length = length(spans, start.until());
  }

  /** The lines of the document. */
  static List<String> lines(Start start) {
    return new Chart(start).draw();
  }

  private static List<Span> ofStart(Start start) {
    List<Span> near = new ArrayList<>();
    Duration busyUntil = Duration.ZERO;
    for (Span span : start.spans()) {
      if (near.size() == MOST_ROWS || span.begin().minus(busyUntil).compareTo(PAUSE) > 0) {
        break;
      }
      near.add(span);
      Duration end = span.begin().plus(span.took(start.until()));
      busyUntil = end.compareTo(busyUntil) > 0 ? end : busyUntil;
    }
    return near;
  }

  private static Duration length(List<Span> spans, Duration until) {
    Duration length = Duration.ofMillis(1);
    for (Span span : spans) {
      Duration end = span.begin().plus(span.took(until));
      length = end.compareTo(length) > 0 ? end : length;
    }
    return length;
  }

  private List<String> draw() {
    int height = TOP + spans.size() * ROW + 40;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"en\""
            + " aria-labelledby=\"title desc\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
        WIDTH, height, WIDTH, height);
    add("<title id=\"title\">%s</title>", title());
    add("<desc id=\"desc\">%s</desc>", description());
    add("<style>%s</style>", STYLE);
    add(
        "<defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
            + "<path d=\"M0 5L5 0\" stroke=\"#1b1f24\"/></pattern></defs>");
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    add("<text class=\"title\" x=\"%d\" y=\"26\">%s</text>", LEFT, title());
    legend();
    ticks(height - 32);
    for (int row = 0; row < spans.size(); row++) {
      row(spans.get(row), TOP + row * ROW);
    }
    if (later > 0) {
      add(
          "<text class=\"tick\" x=\"%d\" y=\"%d\">%d more came later: waagent timeline</text>",
          LEFT, height - 12, later);
    }
    add("</svg>");
    return lines;
  }

  private String title() {
    return "waagent, start of " + escaped(start.at().toString());
  }

  private String description() {
    return "A bar for each of "
        + spans.size()
        + " steps, from top to bottom by when they began. In all "
        + StartText.millis(length)
        + " ms.";
  }

  private void legend() {
    double x = LEFT;
    for (Result result : Result.values()) {
      add("<rect class=\"%s\" x=\"%.1f\" y=\"40\" width=\"13\" height=\"13\"/>", style(result), x);
      add("<text x=\"%.1f\" y=\"51\">%s</text>", x + 18, result.word());
      x += 34 + result.word().length() * LETTER;
    }
    add("<rect class=\"programs\" x=\"%.1f\" y=\"40\" width=\"13\" height=\"13\"/>", x);
    add("<text x=\"%.1f\" y=\"51\">the part spent waiting for programs</text>", x + 18);
  }

  private void ticks(int bottom) {
    long step = step();
    long last = length.toMillis();
    for (long millis = 0; millis <= last; millis += step) {
      double x = x(Duration.ofMillis(millis));
      add(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          x, TOP - 10, x, bottom);
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%d ms</text>",
          x, TOP - 16, millis == 0 ? "start" : "middle", millis);
    }
  }

  /** 1, 2 or 5 times a power of ten. */
  private long step() {
    long step = 1;
    for (int i = 0; length.toMillis() / step > MOST_TICKS; i++) {
      step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    }
    return step;
  }

  private void row(Span span, int y) {
    double begin = x(span.begin());
    Duration took = span.took(start.until());
    double width = Math.max(2, x(span.begin().plus(took)) - begin);
    String words = words(span, took);
    add("<g><title>%s, from %s ms</title>", words, StartText.millis(span.begin()));
    bar(style(span.result()), begin, y, width, BAR);
    span.programs()
        .filter(time -> !time.isZero())
        .ifPresent(time -> bar("programs", begin, y, part(time, took) * width, BAR));
    boolean fits = begin + width + 6 + words.length() * LETTER < WIDTH;
    add(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text></g>",
        fits ? begin + width + 6 : Math.max(begin - 6, LEFT),
        y + 11,
        fits || begin - 6 < words.length() * LETTER ? "start" : "end",
        words);
  }

  private static double part(Duration time, Duration whole) {
    return whole.isZero() ? 0 : Math.min(1, (double) time.toNanos() / whole.toNanos());
  }

  private void bar(String style, double x, int y, double width, int height) {
    add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        style, x, y, width, height);
  }

  private static String words(Span span, Duration took) {
    String outcome = span.result() == Result.DONE ? "" : ", " + span.result().word();
    return escaped(span.group() + ": " + span.name() + " (" + StartText.millis(took) + " ms")
        + outcome
        + ")";
  }

  private double x(Duration time) {
    double part = (double) time.toNanos() / length.toNanos();
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private static String style(Result result) {
    return result.word().replace(' ', '-');
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  /** Text for XML, without characters that XML cannot hold. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isText(c) ? c : '?');
              }
            });
    return out.toString();
  }

  private static boolean isText(int c) {
    return c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
