// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How commands ended, and how long they took. */
record CommandRules(Verdict verdict) {
  private static final Map<String, Duration> LIMITS =
      Map.of(
          "install", Duration.ofSeconds(900),
          "update", Duration.ofSeconds(900),
          "disable", Duration.ofSeconds(900),
          "enable", Duration.ofSeconds(300),
          "uninstall", Duration.ofSeconds(300));

  void look(List<CommandRun> runs) {
    verdict.tried(Rule.EXIT_CODES);
    verdict.tried(Rule.TIME_LIMITS);
    runs.forEach(this::look);
  }

  private void look(CommandRun run) {
    if (run.hasFailed()) {
      int code = run.code().getAsInt();
      verdict.fail(
          Rule.EXIT_CODES, run.title() + " ended with code " + code, advice(run.name(), code));
    }
    Duration limit = LIMITS.get(run.name());
    run.took().ifPresent(took -> time(run, took, limit));
  }

  private void time(CommandRun run, Duration took, Duration limit) {
    String seen = run.title() + " took " + took.toSeconds() + " of " + limit.toSeconds() + " s";
    String todo = "let a process in the background do the work, and let it write the status";
    if (took.compareTo(limit) > 0) {
      verdict.fail(Rule.TIME_LIMITS, seen, todo);
    } else if (took.compareTo(limit.dividedBy(2)) > 0) {
      verdict.warn(Rule.TIME_LIMITS, seen, todo);
    }
  }

  private static String advice(String command, int code) {
    return switch (code) {
      case 126 -> "the program can't be executed: look at its #! line, and whether /var is noexec";
      case 127 -> "the program, its interpreter or something it calls was not found";
      default ->
          command.equals("enable")
              ? "end with 0 and say in the status what is wrong"
              : "end with 0 unless the extension is unusable: Azure stops here";
    };
  }
}
