// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.Lanes;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestLog;
import org.waagent.plugin.Check;

class DoctorVerbTest {
  private final TestConsole console = TestConsole.ofDaemon();
  private final Lanes lanes = new Lanes(new ManualClock(), new TestLog().logger());

  private interface Look {
    Check.Finding look() throws Exception;
  }

  @Test
  void tellsEachFindingWithItsCureSortedByName() throws Exception {
    Check.Finding low = new Check.Finding(Check.Severity.WARNING, "little space", "Free some.");
    int code =
        run(
            List.of(),
            check("wire-server", () -> Check.Finding.fine("answers")),
            check("disk", () -> low));
    assertThat(code).isZero();
    assertThat(console.lines())
        .containsExactly(
            "warning  disk: little space", "         Free some.", "fine  wire-server: answers");
  }

  @Test
  void aCheckThatThrowsIsAnErrorAndDoesNotStopTheOthers() throws Exception {
    int code =
        run(
            List.of(),
            check(
                "a",
                () -> {
                  throw new IllegalStateException("of the test");
                }),
            check("b", () -> Check.Finding.fine("well")));
    assertThat(code).isEqualTo(1);
    assertThat(console.lines())
        .containsExactly("error  a: the check itself failed: of the test", "fine  b: well");
  }

  @Test
  void speaksJson() throws Exception {
    run(List.of("--json"), check("a", () -> Check.Finding.fine("https://x.test/?sig=secret")));
    assertThat(console.lines())
        .containsExactly(
            "[{\"name\":\"a\",\"severity\":\"fine\",\"cause\":"
                + "\"https://x.test/?<redacted>\",\"cure\":\"\"}]");
  }

  @Test
  void refusesOtherWords() throws Exception {
    assertThat(run(List.of("--now"))).isEqualTo(2);
    assertThat(console.lines()).containsExactly("! usage: waagent doctor [--json]");
  }

  private int run(List<String> arguments, Check... checks) throws Exception {
    return new DoctorVerb(List.of(checks), lanes).run(arguments, console);
  }

  private static Check check(String name, Look look) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Finding look() throws Exception {
        return look.look();
      }
    };
  }
}
