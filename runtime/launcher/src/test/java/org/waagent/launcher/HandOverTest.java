// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that bring a launcher and a framework, started by the launcher that is installed. */
class HandOverTest {
  private static final String SET = "0123456789abcdef";
  private static final String CONFIGURATION = "-configuration-path:waagent.conf";

  @TempDir private Path folder;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.in(folder);
  }

  /** The launcher with other words of the same length in its classes, and without some of them. */
  private Path launcher(String word, String other, String missing) throws IOException {
    Path jar = folder.resolve("other-launcher.jar");
    Path classes = Path.of("target/classes");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(one).toString();
        if (!name.endsWith(missing)) {
          out.putNextEntry(new JarEntry(name));
          String content = new String(Files.readAllBytes(one), ISO_8859_1);
          out.write(content.replace(word, other).getBytes(ISO_8859_1));
        }
      }
    }
    return jar;
  }

  @Test
  void commandsAreAnsweredByTheLauncherOfTheSet() throws Exception {
    installation.leaveSet(SET, launcher(" running on ", " jogging on ", "nothing"));
    installation.point("committed", SET);

    assertThat(installation.run("version", CONFIGURATION)).isZero();
    assertThat(installation.read("out")).startsWith("waagent-3.7.0 jogging on ");
    assertThat(installation.run("nonsense", CONFIGURATION)).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theDaemonIsRunByTheLauncherAndFrameworkOfTheSet() throws Exception {
    installation.leaveSet(SET, launcher("does not start", "will not start", "nothing"));
    installation.point("committed", SET);

    Process daemon = installation.start("-daemon", CONFIGURATION);
    assertThat(installation.await("started-daemon")).isTrue();

    assertThat(installation.read("err")).contains("bundle tiny.false will not start");
    assertThat(openFiles(daemon.pid()))
        .contains(folder.resolve("felix-" + SET + ".jar").toString());
    assertThat(installation.read("pid")).isEqualTo(Long.toString(daemon.pid()));
    assertThat(Files.readAllLines(folder.resolve("phases")))
        .extracting(line -> line.split("\t")[0])
        .containsExactly("java", "launcher", "framework", "tiny.false");
    daemon.destroy();
    assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).isZero();
    assertThat(folder.resolve("stopped")).exists();
    assertThat(folder.resolve("pid")).doesNotExist();
  }

  private static List<String> openFiles(long pid) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return all.map(Path::toFile).map(HandOverTest::target).toList();
    }
  }

  private static String target(java.io.File descriptor) {
    try {
      return Files.readSymbolicLink(descriptor.toPath()).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void aStagedLauncherThatBreaksIsGivenUpAfterThreeStarts() throws Exception {
    installation.leaveSet(SET, launcher("", "", "/Foreground.class"));
    installation.point("staged", SET + " 0");

    Process first = installation.start("-daemon", CONFIGURATION);
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(installation.read("err")).contains("Foreground");
    assertThat(installation.await("started-daemon")).isTrue();

    assertThat(folder.resolve("lib/features/staged")).hasContent(SET + " 3");
    long pid = Long.parseLong(installation.read("pid"));
    assertThat(pid).isNotEqualTo(first.pid());
    assertThat(openFiles(pid)).contains(folder.resolve("home/lib/felix.jar").toString());
    ProcessHandle last = ProcessHandle.of(pid).orElseThrow();
    last.destroy();
    last.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aStagedSetWhoseFrameworkDoesNotStartIsGivenUpAfterThreeStarts() throws Exception {
    installation.leaveSet(SET, folder.resolve("home/lib/felix.jar"));
    Path list = folder.resolve("lib/features/sets/" + SET + "/bundles.list");
    Files.writeString(
        list,
        Files.readString(list).replaceAll("classpath .*\nsize .*\n", "")
            + "property org.osgi.framework.storage=/proc/no/such/place\n");
    installation.point("staged", SET + " 0");

    Process first = installation.start("-daemon", CONFIGURATION);
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(installation.read("err")).contains("the framework does not start");
    assertThat(installation.await("started-daemon")).isTrue();

    assertThat(folder.resolve("lib/features/staged")).hasContent(SET + " 3");
    ProcessHandle last = ProcessHandle.of(Long.parseLong(installation.read("pid"))).orElseThrow();
    last.destroy();
    last.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aSetWhoseLauncherIsRubbishIsPassedOver() throws Exception {
    Path rubbish = Files.writeString(folder.resolve("rubbish.jar"), "no jar at all");
    installation.leaveSet(SET, rubbish);
    installation.point("committed", SET);

    Process daemon = installation.start("-daemon", CONFIGURATION);
    assertThat(installation.await("started-daemon")).isTrue();
    assertThat(installation.read("err"))
        .contains("committed set " + SET + " is passed over: its launcher cannot be entered");
    daemon.destroy();
    assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}
