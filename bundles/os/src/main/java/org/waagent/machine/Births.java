// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * When processes were born, in words that are the same each time one asks. A pid comes again for
 * another process; a pid with its birth does not.
 */
final class Births {
  /** For machines whose processes tell an absolute time of birth. */
  static final String NO_BOOT = "-";

  private final ProcessTable table;
  private final Programs programs;

  Births(ProcessTable table, Programs programs) {
    this.table = table;
    this.programs = programs;
  }

  /** Empty if no such process runs. */
  Optional<String> of(long pid) throws IOException {
    if (table.isThere()) {
      return table.find(pid).map(ProcessTable.Entry::start);
    }
    return ps(pid);
  }

  String boot() throws IOException {
    return table.isThere() ? table.boot() : NO_BOOT;
  }

  private Optional<String> ps(long pid) throws IOException {
    String program =
        programs
            .find(DistroTable.PS)
            .orElseThrow(() -> new IOException("no such program: " + DistroTable.PS))
            .toString();
    Process ps =
        new ProcessBuilder(List.of(program, "-o", "lstart=", "-p", Long.toString(pid)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return told.isEmpty() ? Optional.empty() : Optional.of(told);
  }
}
