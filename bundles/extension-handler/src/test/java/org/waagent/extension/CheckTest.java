// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Check;
import org.waagent.plugin.Check.Severity;

/** What {@code waagent doctor} asks about extensions. */
class CheckTest {
  @TempDir private Path folder;

  private Check.Finding openssl(String path) throws Exception {
    TestMachine machine = TestMachine.below(folder);
    OpensslCheck.Config config =
        new OpensslCheck.Config() {
          @Override
          public String opensslPath() {
            return path;
          }

          @Override
          public Class<? extends Annotation> annotationType() {
            return OpensslCheck.Config.class;
          }
        };
    return new OpensslCheck(machine.files(), machine.shell(), config).look();
  }

  @Test
  @Tag("S76")
  void asksTheOpensslTheKeyNames() throws Exception {
    Path program = folder.resolve("eopenssl");
    Files.writeString(program, "#!/bin/sh\necho OpenSSL of $1 key\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Check.Finding finding = openssl(program.toString());
    assertThat(finding.severity()).isEqualTo(Severity.FINE);
    assertThat(finding.cause()).isEqualTo(program + ": OpenSSL of version key");
  }

  @Test
  @Tag("S76")
  void saysWhichOpensslIsMissing() throws Exception {
    Check.Finding finding = openssl(folder + "/nowhere");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.cause()).startsWith("there is no " + folder + "/nowhere");
    assertThat(finding.cure()).contains("OS.OpensslPath");
  }

  @Test
  @Tag("S76")
  void looksForOpensslInTheUsualPlaceByDefault() throws Exception {
    assertThat(OpensslCheck.Config.class.getDeclaredMethod("opensslPath").getDefaultValue())
        .isEqualTo("/usr/bin/openssl");
  }

  @Test
  void tellsWhichHandlerIsNotReadyAndWhereToLook() throws Exception {
    Agent agent = new Agent(folder);
    ExtensionsCheck check = new ExtensionsCheck(agent.machine.files(), agent.machine.directories());
    assertThat(check.look().cause()).isEqualTo("no extensions");
    agent.publish("Acme.Good", "1.0.0");
    agent.publish("Acme.Bad", "2.0.0");
    agent.behaviour("enable", "2.0.0", "exit 3");
    agent.process(
        1,
        handler("Acme.Good", "1.0.0", ENABLED, settings("Acme.Good", 0)),
        handler("Acme.Bad", "2.0.0", ENABLED, settings("Acme.Bad", 0)));
    Check.Finding finding = check.look();
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.cause())
        .startsWith("Acme.Bad-2.0.0 is NotReady (code 1009): Non-zero exit code: 3")
        .doesNotContain("Good");
    assertThat(finding.cure()).contains(agent.logs.resolve("Acme.Bad").toString());
  }
}
