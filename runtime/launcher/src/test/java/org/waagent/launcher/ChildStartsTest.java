// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildStartsTest {
  /**
   * Starts a program in the way the agent does; in a Java of its own, because the first start
   * decides for all.
   */
  public static final class Child {
    private Child() {}

    /** Says which way is taken and what a program answers. */
    public static void main(String[] arguments) throws Exception {
      ChildStarts.quicken();
      Process echo = new ProcessBuilder("echo", "started").start();
      String said = new String(echo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.print(System.getProperty(ChildStarts.MECHANISM) + " " + said);
    }
  }

  private static String child(String... options) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    List<String> line = new ArrayList<>(List.of(java.toString()));
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    Process child = new ProcessBuilder(line).redirectErrorStream(true).start();
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,17,true",
    "Linux,22,true",
    "Linux,23,false",
    "Linux,30,false",
    "FreeBSD,17,false"
  })
  void takesTheShortWayWhereItIsKnownToWork(String system, int java, boolean fit) {
    assertThat(ChildStarts.isFit(system, java)).isEqualTo(fit);
  }

  @Test
  void programsStartThatWay() throws Exception {
    boolean fit = ChildStarts.isFit(System.getProperty("os.name"), Runtime.version().feature());

    assertThat(child()).isEqualTo((fit ? "VFORK" : "null") + " started");
  }

  @Test
  void whatTheCommandLineSaysHolds() throws Exception {
    assertThat(child("-D" + ChildStarts.MECHANISM + "=FORK")).isEqualTo("FORK started");
  }
}
