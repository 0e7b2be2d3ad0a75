// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings and status files do not pile up while a version stays. */
@Timeout(60)
class PastSettingsTest {
  private static final String NAME = "Acme.Web";
  private static final String FOLDER = NAME + "-1.0.0";
  private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    agent = new Agent(folder);
    agent.artifacts.publish(
        NAME, "1.0.0", agent.handlerPackage().with("\"supportsMultipleExtensions\": true").zip());
    enable(1, 1000);
  }

  private void enable(int goal, int sequenceNumber) throws Exception {
    agent.process(goal, handler(NAME, "1.0.0", ENABLED, settings(NAME, sequenceNumber)));
  }

  private Path file(String name) {
    String place = name.endsWith(".status") ? "/status/" : "/config/";
    return agent.lib.resolve(FOLDER + place + name);
  }

  private void write(String name, Instant time) throws IOException {
    Files.setLastModifiedTime(Files.writeString(file(name), "{}"), FileTime.from(time));
  }

  /** Both files of sequence numbers, each a minute newer than the one before. */
  private void past(String prefix, int from, int to) throws IOException {
    for (int number = from; number <= to; number++) {
      Instant time = OLD.plusSeconds(number * 60L);
      write(prefix + number + ".settings", time);
      write(prefix + number + ".status", time);
    }
  }

  private List<String> names(String place) throws IOException {
    try (Stream<Path> all = Files.list(agent.lib.resolve(FOLDER + "/" + place))) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void keepsTheNewestFiftyByTime() throws Exception {
    past("", 0, 199);
    enable(2, 1001);
    for (String kind : List.of("settings", "status")) {
      assertThat(file("151." + kind)).doesNotExist();
      assertThat(file("0." + kind)).doesNotExist();
      assertThat(file("152." + kind)).exists();
      assertThat(file("199." + kind)).exists();
    }
    assertThat(file("1000.settings")).exists();
    assertThat(file("1001.settings")).exists();
    assertThat(names("config").stream().filter(name -> name.endsWith(".settings"))).hasSize(50);
  }

  @Test
  void keepsFiftyAndNoFewer() throws Exception {
    past("", 0, 47);
    enable(2, 1001);
    assertThat(file("0.settings")).exists();
    assertThat(file("0.status")).exists();
  }

  @Test
  void keepsTheHighestNumberHoweverOld() throws Exception {
    past("", 0, 99);
    write("5000.settings", OLD.minusSeconds(60));
    enable(2, 1001);
    assertThat(file("5000.settings")).exists();
    assertThat(file("0.settings")).doesNotExist();
  }

  @Test
  void keepsTheCurrentOneWhereTheClockWasWrong() throws Exception {
    for (int number = 0; number < 100; number++) {
      write(number + ".status", Instant.now().plusSeconds(86_400 + number));
    }
    enable(2, 7);
    assertThat(file("7.settings")).exists();
    assertThat(file("7.status")).exists();
    assertThat(file("8.status")).doesNotExist();
    assertThat(file("99.status")).exists();
  }

  @Test
  void leavesOtherNamesAlone() throws Exception {
    List<String> others =
        List.of(
            "007.settings",
            "1.settings.bak",
            "x1.settings",
            "-1.settings",
            "other.1.settings",
            "1 .status",
            "12345678901.status",
            "1.2.status",
            ".status");
    for (String name : others) {
      write(name, OLD.minusSeconds(600));
    }
    Files.createDirectory(file("3.settings"));
    past("", 100, 199);
    enable(2, 1001);
    for (String name : others) {
      assertThat(file(name)).exists();
    }
    assertThat(file("3.settings")).isDirectory();
    assertThat(file("HandlerState")).exists();
    assertThat(file("100.settings")).doesNotExist();
  }

  @Test
  void countsEachSettingsOfItsOwn() throws Exception {
    past("first.", 0, 99);
    past("second.", 0, 99);
    past("", 0, 99);
    agent.process(2, handler(NAME, "1.0.0", ENABLED, true, settings("first", 200)));
    assertThat(file("first.50.settings")).doesNotExist();
    assertThat(file("first.51.settings")).exists();
    assertThat(file("second.0.settings")).exists();
    assertThat(file("0.status")).exists();
  }

  @Test
  void removesNothingWhereEnableFailed() throws Exception {
    past("", 0, 99);
    agent.behaviour("enable", "1.0.0", "exit 3");
    enable(2, 1001);
    assertThat(file("0.settings")).exists();
  }

  @Test
  void removesNothingWhileACommandRuns() throws Exception {
    past("", 0, 99);
    agent.behaviour("enable", "1.0.0", "ls config > ../seen");
    enable(2, 1001);
    assertThat(agent.text("seen").lines()).contains("0.settings");
    assertThat(file("0.settings")).doesNotExist();
  }

  @Test
  void tellsAFailureOnceAndGoesOn() throws Exception {
    agent.files = refusing("/0.settings");
    agent.replaced();
    for (int goal = 2; goal <= 4; goal++) {
      past("", 0, 99);
      assertThat(agent.process(goal, handler(NAME, "1.0.0", ENABLED, settings(NAME, 1000 + goal))))
          .isEmpty();
      assertThat(file("0.settings")).exists();
      assertThat(file("0.status")).doesNotExist();
      assertThat(file("1.settings")).doesNotExist();
    }
    assertThat(agent.machine.log().lines())
        .filteredOn(line -> line.contains("Past settings"))
        .hasSize(1);
  }

  private org.waagent.os.Files refusing(String end) {
    return (org.waagent.os.Files)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {org.waagent.os.Files.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("delete") && arguments[0].toString().endsWith(end)) {
                throw new IOException(arguments[0] + ": Read-only file system");
              }
              try {
                return method.invoke(agent.machine.files(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
