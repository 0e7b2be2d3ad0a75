// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that asks, at a terminal where somebody answers or presses the key that interrupts. */
final class InterruptTest {
  private static final String QUESTION = "(y/n)? ";

  @RegisterExtension private final Scene scene = new Scene();

  /** It changes nothing before it has its answer, so it can be asked on any machine. */
  private Process ask() throws IOException {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root is asked");
    Path kept = scene.agent().lib().resolve("kept");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "x");
    return new ProcessBuilder(
            Scene.installation().resolve("bin/waagent").toString(),
            "-deprovision",
            "-configuration-path:" + scene.agent().configuration())
        .redirectErrorStream(true)
        .start();
  }

  private static String until(InputStream in, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      read.append((char) next);
      if (read.toString().endsWith(text)) {
        return read.toString();
      }
    }
    return read.toString();
  }

  private void assertNothingDone(Process command, String told) throws Exception {
    String rest = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(rest).contains(told);
    assertThat(command.exitValue()).isZero();
    assertThat(scene.agent().lib().resolve("kept")).exists();
  }

  /**
   * What runs in the background of a shell without job control ignores the key, and so do these.
   */
  private static boolean isIgnored() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & 2) != 0;
      }
    }
    return false;
  }

  @Test
  void anInterruptAtTheQuestionEndsItInGoodOrder() throws Exception {
    Assumptions.assumeFalse(isIgnored(), "the key that interrupts is ignored here");
    Process command = ask();
    assertThat(until(command.getInputStream(), QUESTION)).contains("WARNING! ").endsWith(QUESTION);
    new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor();
    assertNothingDone(command, "Interrupted; nothing was done.");
  }

  @Test
  void theEndOfTheInputIsNoAgreement() throws Exception {
    Process command = ask();
    command.getOutputStream().close();
    assertNothingDone(command, "Nothing was done.");
  }
}
