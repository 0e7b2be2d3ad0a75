// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.os.Output;
import org.waagent.os.Result;
import org.waagent.os.Services;

class LocalServicesTest extends ServicesContract {
  @TempDir private Path root;

  @Override
  Services services() {
    return services(new FakeShell(Set.of("service"), FakeShell.exited(3, "")), "Linux");
  }

  private Services services(FakeShell shell, String kernel) {
    return new LocalServices(TestMachine.at(root).files(), shell, kernel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /run/systemd/system | systemctl service | Linux | systemd | systemctl is-active --quiet x | systemctl start x | systemctl stop x | systemctl restart x | systemctl enable x | systemctl disable x
          /run/openrc | rc-service service | Linux | OpenRC | rc-service x status | rc-service x start | rc-service x stop | rc-service x restart | rc-update add x default | rc-update del x default
          - | service chkconfig insserv | Linux | SysV | service x status | service x start | service x stop | service x restart | chkconfig x on | chkconfig x off
          - | service insserv | Linux | SysV | service x status | service x start | service x stop | service x restart | insserv x | insserv -r x
          - | service update-rc.d | Linux | SysV | service x status | service x start | service x stop | service x restart | update-rc.d x enable | update-rc.d x disable
          - | service sysrc | FreeBSD | rc.d | service x onestatus | service x onestart | service x onestop | service x onerestart | sysrc x_enable=YES | sysrc x_enable=NO
          - | rcctl | OpenBSD | rcctl | rcctl check x | rcctl start x | rcctl stop x | rcctl restart x | rcctl enable x | rcctl disable x
          """)
  void asksWhateverKeepsTheServices(
      String marker,
      String programs,
      String kernel,
      String kind,
      String check,
      String start,
      String stop,
      String restart,
      String enable,
      String disable)
      throws Exception {
    if (marker != null) {
      Files.createDirectories(root.resolve(marker.substring(1)));
    }
    FakeShell shell = new FakeShell(Set.of(programs.split(" ")), FakeShell.exited(0, ""));
    Services services = services(shell, kernel);
    assertThat(services.kind()).isEqualTo(kind);
    assertThat(services.isRunning("x")).isTrue();
    services.start("x");
    services.stop("x");
    services.restart("x");
    services.enable("x");
    services.disable("x");
    assertThat(shell.ran()).containsExactly(check, start, stop, restart, enable, disable);
  }

  @Test
  void tellsWhyAServiceDidNotStart() {
    Services services =
        services(new FakeShell(Set.of("service"), FakeShell.exited(5, "no unit\n")), "Linux");
    assertThatThrownBy(() -> services.start("x"))
        .isInstanceOf(IOException.class)
        .hasMessage("service x start: exit code 5 no unit");
  }

  @Test
  void doesNotTakeSilenceForAnAnswer() {
    Result late = new Result.TimedOut(Duration.ofSeconds(1), Output.NONE);
    Services services = services(new FakeShell(Set.of("service"), late), "Linux");
    assertThatThrownBy(() -> services.isRunning("x")).isInstanceOf(IOException.class);
  }

  @Test
  void aMachineWithoutServicesRunsNoneAndStartsNone() throws Exception {
    Services services = services(new FakeShell(Set.of(), FakeShell.exited(0, "")), "Linux");
    assertThat(services.kind()).isEqualTo("none");
    assertThat(services.isRunning("x")).isFalse();
    assertThatThrownBy(() -> services.start("x")).isInstanceOf(IOException.class);
  }

  /** A server without keys does not start at boot, and is not there to be stopped. */
  @Test
  void startsWhatIsNotThereToBeRestarted() throws Exception {
    ScriptedShell shell =
        new ScriptedShell(
            line ->
                line.endsWith(" start") ? ScriptedShell.fine("") : ScriptedShell.failed(1, "stop"),
            "service");
    Services services = new LocalServices(TestMachine.at(root).files(), shell, "Linux");

    services.restart("ssh");

    assertThat(shell.ran())
        .containsExactly("service ssh restart", "service ssh status", "service ssh start");
  }

  @Test
  void tellsThatWhatRunsWasNotRestarted() {
    ScriptedShell shell =
        new ScriptedShell(
            line ->
                line.endsWith(" restart")
                    ? ScriptedShell.failed(1, "bad configuration")
                    : ScriptedShell.fine(""),
            "service");
    Services services = new LocalServices(TestMachine.at(root).files(), shell, "Linux");

    assertThatThrownBy(() -> services.restart("ssh")).hasMessageContaining("bad configuration");
    assertThat(shell.ran()).containsExactly("service ssh restart", "service ssh status");
  }
}
