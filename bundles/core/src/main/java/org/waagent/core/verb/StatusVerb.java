// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.core.status.Changes;
import org.waagent.core.status.Situation;
import org.waagent.os.Clock;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/**
 * {@code waagent status [--json] [--wait[=seconds]]}.
 *
 * <p>Exit codes: 0 all is fine, 1 something failed, 2 wrong arguments, 3 not settled in time, 4 no
 * agent is running and the last state is shown.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=status",
      Verb.HELP + "=Shows what the agent does and how it went: [--json] [--wait[=SECONDS]]",
      Verb.NEEDS + "=either"
    })
public final class StatusVerb implements Verb {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_SETTLED = 3;
  static final int NO_DAEMON = 4;

  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int LONGEST_WAIT = 86_400;

  private final LatestSource source;
  private final Clock clock;

  /** What was asked for. */
  private record Wish(boolean json, Optional<Duration> patience) {}

  @Activate
  public StatusVerb(@Reference LatestSource source, @Reference Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    Optional<Wish> wish = wish(arguments);
    if (wish.isEmpty()) {
      console.err("usage: waagent status [--json] [--wait[=SECONDS]]");
      return USAGE;
    }
    Optional<Situation> running = source.running();
    if (running.isEmpty()) {
      return last(wish.get(), console);
    }
    boolean settled = true;
    if (wish.get().patience().isPresent()) {
      settled = await(running.get(), wish.get(), console);
    }
    JsonObject json = running.get().json();
    print(json, wish.get(), console);
    if (!settled) {
      return NOT_SETTLED;
    }
    return json.get("failed").getAsBoolean() ? FAILED : FINE;
  }

  private static Optional<Wish> wish(List<String> arguments) {
    boolean json = false;
    Optional<Duration> patience = Optional.empty();
    for (String argument : arguments) {
      if (argument.equals("--json")) {
        json = true;
      } else if (argument.equals("--wait")) {
        patience = Optional.of(DEFAULT_PATIENCE);
      } else if (argument.startsWith("--wait=") && isSeconds(argument.substring(7))) {
        patience = Optional.of(Duration.ofSeconds(Integer.parseInt(argument.substring(7))));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Wish(json, patience));
  }

  private static boolean isSeconds(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && Integer.parseInt(text) <= LONGEST_WAIT;
  }

  private int last(Wish wish, Console console) throws IOException {
    Optional<JsonObject> json = source.latest().json();
    if (json.isEmpty()) {
      console.err("no agent is running, and none has left a state");
      return NO_DAEMON;
    }
    Instant at = Instant.parse(Latest.text(json.get(), "at"));
    console.err(
        "no agent is running; this is the last state, of "
            + at
            + ", "
            + new Ages(clock.instant()).ago(at.toString()));
    print(json.get(), wish, console);
    return NO_DAEMON;
  }

  private static void print(JsonObject json, Wish wish, Console console) {
    if (wish.json()) {
      console.out(json.toString());
    } else {
      StatusText.lines(json).forEach(console::out);
    }
  }

  private boolean await(Situation situation, Wish wish, Console console)
      throws InterruptedException {
    Duration end = clock.sinceStart().plus(wish.patience().orElseThrow());
    Changes changes = situation.changes();
    String told = "";
    while (true) {
      long seen = changes.count();
      if (situation.isSettled()) {
        return true;
      }
      Duration left = end.minus(clock.sinceStart());
      if (left.isNegative() || left.isZero() || !console.isOpen()) {
        return false;
      }
      told = progress(situation, wish, told, console);
      changes.await(seen, left.compareTo(LOOK) < 0 ? left : LOOK);
    }
  }

  // Compared without its times, which differ at each look, so that only news makes a line.
  private static String progress(Situation situation, Wish wish, String told, Console console) {
    JsonObject json = situation.json();
    String now = StatusText.now(json);
    String what = now.replaceFirst(", began .*", "");
    if (!wish.json() && !what.equals(told)) {
      console.out("... " + now);
    }
    return what;
  }
}
