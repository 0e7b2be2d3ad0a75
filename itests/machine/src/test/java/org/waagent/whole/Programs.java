// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine the tests run on. */
final class Programs {
  private Programs() {}

  /**
   * What a program told.
   *
   * @param text its output and its errors
   */
  record Answer(int code, String text) {
    boolean isFine() {
      return code == 0;
    }
  }

  /** Runs a program to its end; one that takes too long is ended, with code -1. */
  static Answer run(Duration most, List<String> words) {
    try {
      Path out = Files.createTempFile("waagent-machine", ".out");
      try {
        Process process =
            new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        return new Answer(ended ? process.exitValue() : -1, Files.readString(out));
      } finally {
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + words, e);
    }
  }

  /** The same for what must go well. */
  static String must(String... words) {
    Answer answer = run(Duration.ofSeconds(60), List.of(words));
    if (!answer.isFine()) {
      throw new IllegalStateException(String.join(" ", words) + ": " + answer);
    }
    return answer.text();
  }

  static boolean isThere(String program) {
    for (String folder : "/usr/sbin:/usr/bin:/sbin:/bin".split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
