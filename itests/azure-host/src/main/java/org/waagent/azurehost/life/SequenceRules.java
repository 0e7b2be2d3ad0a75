// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether statuses are written for the numbers that were asked for, and then. */
record SequenceRules(Verdict verdict) {
  private static final Pattern NAME = Pattern.compile("(?:\\w+\\.)?(\\d{1,9})\\.status");

  /** Looks once all is done for a number, whose first {@code enable} began then. */
  void look(Path folder, int sequence, Instant begun) {
    verdict.tried(Rule.SEQUENCE);
    for (Path file : files(folder)) {
      Matcher match = NAME.matcher(file.getFileName().toString());
      if (match.matches()) {
        look(file, Integer.parseInt(match.group(1)), sequence, begun);
      }
    }
  }

  private void look(Path file, int number, int sequence, Instant begun) {
    String name = file.getFileName().toString();
    if (number > sequence) {
      verdict.fail(
          Rule.SEQUENCE,
          name + " was written, but no number above " + sequence + " was asked for",
          "take the number from ConfigSequenceNumber");
    } else if (number < sequence && modified(file).isAfter(begun)) {
      verdict.fail(
          Rule.SEQUENCE,
          name + " was written although enable was for number " + sequence,
          "take the number from ConfigSequenceNumber, and let work for old numbers end silently");
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException gone) {
      return Instant.MIN;
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException none) {
      return List.of();
    }
  }
}
