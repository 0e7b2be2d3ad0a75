// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.os.BlockDevices.Mount;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Status;

/** Handlers where no program may be run from {@code Lib.Dir}. */
@Timeout(120)
class NoExecTest {
  private static final String NAME = "Acme.Web";

  @TempDir private Path folder;
  private Agent agent;
  private Path home;

  @BeforeEach
  void start() throws IOException {
    agent = new Agent(folder);
    Path programs = Files.createDirectories(folder.resolve("programs"));
    home = programs.resolve(agent.lib.toString().substring(1).replace("-", "--").replace('/', '-'));
    agent.config = Agent.config(true, true, false, programs.toString());
    agent.devices = Agent.mounted(noexec(agent.lib));
    agent.publish(NAME, "1.0.0", "2.0.0");
    agent.start();
  }

  private static Mount noexec(Path point) {
    return new Mount("tmpfs", point, "tmpfs", List.of("rw", "noexec"));
  }

  private static Handler wanted(String version, int number) {
    return handler(NAME, version, ENABLED, settings(NAME, number));
  }

  private Path old(String version) {
    return agent.lib.resolve(NAME + "-" + version);
  }

  private Path real(String version) {
    return home.resolve(NAME + "-" + version);
  }

  @Test
  void aHandlerLivesElsewhereAndEveryOldPathStaysValid() throws Exception {
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
    assertThat(Files.readSymbolicLink(old("1.0.0"))).isEqualTo(real("1.0.0"));
    assertThat(old("1.0.0").resolve("config/HandlerState")).hasContent("Enabled");
    assertThat(old("1.0.0").resolve("config/1.settings")).isNotEmptyFile();
    assertThat(agent.text(NAME + "-1.0.0/HandlerEnvironment.json"))
        .contains(old("1.0.0") + "/config");
    assertThat(agent.environment("enable", "1.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_EXTENSION_PATH", old("1.0.0").toString());
    assertThat(agent.statuses()).extracting(Status::state).containsExactly("Ready");
  }

  @Test
  void isUpdatedUninstalledAndLeavesNothing() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    assertThat(agent.process(2, wanted("2.0.0", 2))).isEmpty();
    assertThat(old("1.0.0")).doesNotExist();
    assertThat(real("1.0.0")).doesNotExist();
    assertThat(real("2.0.0").resolve("config/HandlerState")).hasContent("Enabled");
    agent.process(3, handler(NAME, "2.0.0", UNINSTALL));
    assertThat(Files.exists(old("2.0.0"), java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(real("2.0.0")).doesNotExist();
  }

  @Test
  void cleanUpAndDeprovisionTakeFolderAndLink() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    agent.process(2);
    assertThat(real("1.0.0")).doesNotExist();
    assertThat(Files.exists(old("1.0.0"), java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
    agent.process(3, wanted("1.0.0", 3));
    Agent.apply(agent.plugin().removal(Removal.DEPROVISION));
    assertThat(home).doesNotExist();
    assertThat(Files.exists(old("1.0.0"), java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aKillBetweenFolderAndLinkIsMadeGoodAtTheNextStart() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    Files.delete(old("1.0.0"));
    agent.start();
    agent.calls();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
    agent.machine.files().deleteTree(real("1.0.0"));
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
    assertThat(old("1.0.0").resolve("config/HandlerState")).hasContent("Enabled");
  }

  @Test
  void aFolderThatVanishedIsMadeAnewWithoutARestart() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    agent.machine.files().deleteTree(home);
    agent.calls();
    assertThat(agent.process(2, wanted("1.0.0", 2))).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 2", "enable 1.0.0 2");
  }

  @Test
  void aHandlerThatLaysInLibDirStaysAndItsNextVersionMoves() throws Exception {
    agent.config = Agent.config(true, true);
    agent.devices = Agent.mounted();
    agent.start();
    agent.process(1, wanted("1.0.0", 1));
    assertThat(Files.isSymbolicLink(old("1.0.0"))).isFalse();
    start();
    agent.calls();
    assertThat(agent.process(2, wanted("1.0.0", 2))).isEmpty();
    assertThat(agent.process(3, wanted("2.0.0", 3))).isEmpty();
    assertThat(old("1.0.0")).doesNotExist();
    assertThat(Files.readSymbolicLink(old("2.0.0"))).isEqualTo(real("2.0.0"));
  }

  @Test
  void saysWhichMountForbidsItWhereThereIsNoOtherPlace() throws Exception {
    agent.devices = Agent.mounted(noexec(folder));
    agent.start();
    agent.behaviour("install", "1.0.0", "exit 126");
    assertThat(agent.process(1, wanted("1.0.0", 1))).hasSize(1);
    assertThat(Files.isSymbolicLink(old("1.0.0"))).isFalse();
    assertThat(agent.machine.log().lines())
        .anyMatch(l -> l.contains("No program may be run from " + old("1.0.0") + " (tmpfs on "));
  }

  /** In a mount namespace of its own, with a real file system no program may be run from. */
  @Test
  void worksOnARealFileSystemThatForbidsPrograms() throws Exception {
    Assumptions.assumeTrue(
        mayMount(), "NOT RUN: a real noexec mount needs root and a mount namespace (unshare -m)");
    Path place = Files.createDirectories(folder.resolve("real"));
    String script =
        "mount -t tmpfs -o noexec tmpfs %1$s/agent && exec %2$s -cp '%3$s' %4$s %1$s"
            .formatted(
                Files.createDirectories(place.resolve("agent")).getParent(),
                ProcessHandle.current().info().command().orElse("java"),
                System.getProperty("java.class.path"),
                NoExecLife.class.getName());
    Process process =
        new ProcessBuilder("unshare", "-m", "sh", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    boolean ended = process.waitFor(100, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).isTrue();
    assertThat(folder.resolve("output")).hasContent("without: 126, with: Ready");
  }

  private static boolean mayMount() throws Exception {
    Path where = Files.createTempDirectory("mount");
    try {
      Process process =
          new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", where.toString())
              .redirectErrorStream(true)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } finally {
      Files.delete(where);
    }
  }
}
