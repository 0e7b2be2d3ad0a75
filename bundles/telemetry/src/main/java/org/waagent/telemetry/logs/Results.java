// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.telemetry.clean.Cuts;
import org.waagent.telemetry.clean.LineRedaction;

/** The collector's own record of a run: {@code results.txt}. Bounded, and clean like the rest. */
final class Results {
  static final String NAME = "results.txt";
  private static final int MOST = 512 * 1024;
  private static final int MOST_LISTED = 500;

  private final StringBuilder text = new StringBuilder();
  private final Cuts cuts = new Cuts();
  private final LineRedaction redaction = new LineRedaction(cuts);

  void line(String line) {
    if (text.length() < MOST) {
      redaction.line(line).ifPresent(clean -> text.append(clean).append('\n'));
    }
  }

  /** What is in a folder. */
  void listing(Path folder, Files files) {
    line(folder + ":");
    try {
      List<String> names = files.list(folder);
      for (String name : names.subList(0, Math.min(names.size(), MOST_LISTED))) {
        Optional<FileFacts> facts = files.look(folder.resolve(name));
        facts.ifPresent(found -> line(entry(name, found)));
      }
      if (names.size() > MOST_LISTED) {
        line("  and " + (names.size() - MOST_LISTED) + " more");
      }
    } catch (IOException e) {
      line("  can't be listed: " + e.getMessage());
    }
  }

  private static String entry(String name, FileFacts facts) {
    return "  "
        + kind(facts.kind())
        + facts.mode()
        + ' '
        + facts.owner()
        + ' '
        + facts.size()
        + ' '
        + facts.modified()
        + ' '
        + name;
  }

  private static char kind(FileFacts.Kind kind) {
    return switch (kind) {
      case FILE -> '-';
      case FOLDER -> 'd';
      case LINK -> 'l';
      case OTHER -> 'o';
    };
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
