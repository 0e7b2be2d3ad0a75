// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a life as it goes. */
final class Transcript {
  private static final int MESSAGE = 120;

  private final PrintStream out;
  private Instant start = Instant.now();
  private int steps;

  Transcript(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println(text);
    out.flush();
  }

  void step(String title) {
    start = Instant.now();
    steps++;
    out.printf("%n== %d %s%n", steps, title);
    out.flush();
  }

  void line(String kind, String text) {
    out.printf("   %-9s %s%n", kind, text);
    out.flush();
  }

  void commands(List<CommandRun> runs) {
    for (CommandRun run : runs) {
      String end =
          run.code().isPresent()
              ? "exit code " + run.code().getAsInt() + " after " + seconds(run.took())
              : "no end";
      double at = Duration.between(start, run.begin()).toMillis() / 1000.0;
      line(
          "command", String.format(Locale.ROOT, "%-28s %s, begun at %.1f s", run.title(), end, at));
    }
  }

  void status(String name, Optional<StatusFile> file) {
    if (file.isEmpty()) {
      line("status", name + ": none");
      return;
    }
    String message = file.get().message().replace('\n', ' ');
    String cut = message.length() > MESSAGE ? message.substring(0, MESSAGE) + "..." : message;
    String word = file.get().word().isEmpty() ? "malformed" : file.get().word();
    line("status", name + ": " + word + ", \"" + cut + "\"");
  }

  void end() {
    line("took", seconds(Optional.of(Duration.between(start, Instant.now()))));
  }

  private static String seconds(Optional<Duration> time) {
    return String.format(Locale.ROOT, "%.2f s", time.orElseThrow().toMillis() / 1000.0);
  }
}
