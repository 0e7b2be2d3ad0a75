// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.GoalStateHistory;

class HistoryTest {
  private static final Path FOLDER = Path.of("/lib/history");
  private static final List<Document> DOCUMENTS =
      List.of(new Document("GoalState.xml", "<GoalState/>"));

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir Path root;
  private TestMachine machine;
  private History history;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    history =
        new History(Path.of("/lib"), machine.files(), machine.clock(), machine.log().logger());
  }

  @Test
  void keepsTheDocumentsInAFolderNamedByTimeAndIncarnation() throws Exception {
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    Path folder = FOLDER.resolve("2026-01-02T03-04-05__7");
    assertThat(history.newest()).hasValue(folder);
    assertThat(machine.files().readText(folder.resolve("GoalState.xml"), 100))
        .isEqualTo("<GoalState/>");
    assertThat(machine.files().look(folder).orElseThrow().mode()).isEqualTo(Mode.OWNER_FOLDER);
    assertThat(machine.files().look(folder.resolve("GoalState.xml")).orElseThrow().mode())
        .isEqualTo(Mode.OWNER_ONLY);
  }

  @Test
  void namesTheEtagOfAFastTrackGoalStateAndLetsNoPathThrough() {
    history.keep(TestGoalStates.of("7", "etag_../1", Optional.empty()), DOCUMENTS);
    assertThat(history.newest()).hasValue(FOLDER.resolve("2026-01-02T03-04-05__7-___1"));
  }

  @Test
  @Tag("D3")
  void theSameGoalStateFetchedAgainMakesNoNewFolder() throws Exception {
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    machine.clock().advance(Duration.ofSeconds(6));
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    assertThat(machine.files().list(FOLDER)).hasSize(1);
  }

  @Test
  @Tag("D39")
  void pluginsAddDocumentsToTheNewestFolderOnceItIsThere() throws Exception {
    Lanes lanes = new Lanes(machine.clock(), machine.log().logger(), Runnable::run);
    GoalStateHistory additions = new Additions(lanes.lane("files"), history);
    additions.keep("early.xml", "<a/>");
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    additions.keep("Acme.Web.manifest.xml", "<a uri='https://a/b?sv=1&sig=S1'/>");
    additions.keep("../../out", "text");
    Path folder = history.newest().orElseThrow();
    assertThat(machine.files().list(folder))
        .containsExactly("Acme.Web.manifest.xml", "GoalState.xml", "_._.._out");
    assertThat(machine.files().readText(folder.resolve("Acme.Web.manifest.xml"), 100))
        .doesNotContain("S1");
    assertThat(machine.files().look(folder.resolve("Acme.Web.manifest.xml")).orElseThrow().mode())
        .isEqualTo(Mode.OWNER_ONLY);
  }

  @Test
  void whatPluginsAddStaysWithinTheBoundsAndIsTold() throws Exception {
    Bounds small = new Bounds(50, 10, 3, 10, 100);
    history =
        new History(
            Path.of("/lib"), machine.files(), machine.clock(), machine.log().logger(), small);
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    history.add(new Document("long", "x".repeat(50)));
    history.add(new Document("other", "y"));
    history.add(new Document("third", "z"));
    history.add(new Document("long", "new"));
    Path folder = history.newest().orElseThrow();
    assertThat(machine.files().list(folder)).containsExactly("GoalState.xml", "long", "other");
    assertThat(machine.files().readText(folder.resolve("long"), 100)).isEqualTo("new");
    assertThat(machine.log().lines()).anyMatch(l -> l.contains("no room for third"));
  }

  @Test
  void packsAllButTheNewest() throws Exception {
    history.keep(TestGoalStates.of("1"), DOCUMENTS);
    machine.clock().advance(Duration.ofSeconds(1));
    history.keep(TestGoalStates.of("2"), DOCUMENTS);
    assertThat(machine.files().list(FOLDER))
        .containsExactly("2026-01-02T03-04-05__1.zip", "2026-01-02T03-04-06__2");
    try (InputStream file = machine.files().open(FOLDER.resolve("2026-01-02T03-04-05__1.zip"));
        ZipInputStream zip = new ZipInputStream(file)) {
      ZipEntry entry = zip.getNextEntry();
      assertThat(entry.getName()).isEqualTo("GoalState.xml");
      assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("<GoalState/>");
    }
  }

  @Test
  @Tag("D13")
  void keepsFiftyAndNeverDropsTheNewest() throws Exception {
    for (int i = 0; i < 60; i++) {
      history.keep(TestGoalStates.of(Integer.toString(i)), DOCUMENTS);
      machine.clock().advance(Duration.ofSeconds(1));
    }
    List<String> kept = machine.files().list(FOLDER);
    assertThat(kept).hasSize(50);
    assertThat(kept.get(49)).endsWith("__59");
    assertThat(kept.get(0)).endsWith("__10.zip");
  }

  @Test
  void aFolderThatCanNotBeMadeIsToldAndNothingMore() throws Exception {
    machine.files().makeFolder(Path.of("/lib"), Mode.OWNER_FOLDER);
    machine.files().write(FOLDER, new byte[0], Mode.OWNER_ONLY);
    history.keep(TestGoalStates.of("1"), DOCUMENTS);
    history.add("waagent_status.json", new byte[0]);
    assertThat(machine.log().lines()).hasSize(1).allMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void keepsWithinItsBytesWhateverArrives() throws Exception {
    Bounds small = new Bounds(50, 3, 5, 1000, 8000);
    history = history(small);
    List<Document> large =
        IntStream.range(0, 20).mapToObj(i -> new Document("D" + i + ".xml", noise(5000))).toList();
    for (int i = 0; i < 100; i++) {
      history.keep(TestGoalStates.of(Integer.toString(i)), large);
      history.keepOdd(List.of(odd("etag_" + i, "VmSettings.json", noise(3000))));
      machine.clock().advance(Duration.ofSeconds(1));
    }
    Items items = new Items(FOLDER, machine.files());
    long total = 0;
    int odd = 0;
    for (String name : machine.files().list(FOLDER)) {
      total += items.size(name);
      odd += Items.isOdd(name) ? 1 : 0;
    }
    assertThat(total).isLessThanOrEqualTo(10_000 + 1000);
    assertThat(odd).isBetween(1, 4);
    assertThat(machine.files().list(history.newest().orElseThrow())).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  @Tag("D13")
  void whatCanNotBeUnderstoodIsKeptOnceAlsoAfterARestart() throws Exception {
    List<Unread> odd = List.of(odd("etag_../7", "VmSettings.json", "{ sig=1"));
    history.keep(TestGoalStates.of("1"), DOCUMENTS);
    for (int i = 0; i < 3; i++) {
      machine.clock().advance(Duration.ofSeconds(6));
      history.keepOdd(odd);
    }
    history = history(Bounds.USUAL);
    history.keepOdd(odd);
    assertThat(machine.files().list(FOLDER))
        .filteredOn(Items::isOdd)
        .containsExactly("2026-01-02T03-04-11__etag____7.zip");
  }

  @Test
  void eachDocumentOfAVersionThatCanNotBeUnderstoodIsKept() throws Exception {
    Unread first = odd("incarnation_2", "ExtensionsConfig.xml", "<a");
    Unread second = odd("incarnation_2", "RemoteAccess.xml", "<b");
    history.keepOdd(List.of(first));
    machine.clock().advance(Duration.ofSeconds(60));
    history.keepOdd(List.of(first, second));
    history.keepOdd(List.of(second));
    history.keepOdd(List.of(first, second));
    assertThat(machine.files().list(FOLDER))
        .containsExactly(
            "2026-01-02T03-04-05__incarnation_2.zip", "2026-01-02T03-05-05__incarnation_2.zip");
  }

  @Test
  void aClockThatJumpedBackDoesNotKeepItsItemsForEver() throws Exception {
    machine.files().makeFolder(FOLDER, Mode.OWNER_FOLDER);
    for (int i = 10; i < 60; i++) {
      Path future = FOLDER.resolve("2099-01-01T00-00-" + i + "__" + i + ".zip");
      machine.files().write(future, new byte[10], Mode.OWNER_ONLY);
    }
    for (int i = 0; i < 20; i++) {
      history.keep(TestGoalStates.of(Integer.toString(i)), DOCUMENTS);
      machine.clock().advance(Duration.ofSeconds(1));
    }
    assertThat(machine.files().list(FOLDER))
        .hasSize(50)
        .filteredOn(name -> name.startsWith("2026"))
        .hasSize(20);
  }

  @Test
  void anItemThatCanNotBeTouchedProtectsNoOther() throws Exception {
    Stubborn stubborn = new Stubborn(machine.files(), "__1");
    history =
        new History(Path.of("/lib"), stubborn.files(), machine.clock(), machine.log().logger());
    for (int i = 0; i < 60; i++) {
      history.keep(TestGoalStates.of(Integer.toString(i)), DOCUMENTS);
      machine.clock().advance(Duration.ofSeconds(1));
    }
    assertThat(machine.files().list(FOLDER)).hasSizeBetween(50, 51);
    assertThat(machine.log().lines()).hasSize(1);
  }

  @Test
  void aFullDiskIsToldOnceAndTheHistoryGoesOnWhenThereIsRoom() throws Exception {
    Stubborn full = new Stubborn(machine.files(), "/");
    history = new History(Path.of("/lib"), full.files(), machine.clock(), machine.log().logger());
    for (int i = 0; i < 10; i++) {
      history.keep(TestGoalStates.of(Integer.toString(i)), DOCUMENTS);
      history.add("waagent_status.json", new byte[10]);
      machine.clock().advance(Duration.ofSeconds(6));
    }
    assertThat(machine.log().lines()).hasSize(1).allMatch(line -> line.contains("No space left"));
    full.heal();
    history.keep(TestGoalStates.of("11"), DOCUMENTS);
    assertThat(machine.files().list(FOLDER)).hasSize(1);
    assertThat(machine.log().lines()).hasSize(2);
  }

  @Test
  void cutsSecretsThatWereLeftInADocument() throws Exception {
    String text = "<Status url=\"https://b.test/c?a=1&amp;sig=topsecret\"/>";
    history.keep(TestGoalStates.of("1"), List.of(new Document("ExtensionsConfig.xml", text)));
    Path file = history.newest().orElseThrow().resolve("ExtensionsConfig.xml");
    assertThat(machine.files().readText(file, 1000))
        .isEqualTo("<Status url=\"https://b.test/c?a=1&amp;<redacted>\"/>");
  }

  private History history(Bounds bounds) {
    return new History(
        Path.of("/lib"), machine.files(), machine.clock(), machine.log().logger(), bounds);
  }

  private static Unread odd(String tag, String name, String text) {
    return new Unread(tag, new Document(name, text), name + ": is odd");
  }

  private static String noise(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (' ' + random.nextInt(90)));
    }
    return text.append(NUMBER.incrementAndGet()).toString();
  }

  /** Files of which those with a text in their path can't be changed. */
  private static final class Stubborn implements InvocationHandler {
    private final Files real;
    private volatile String part;

    Stubborn(Files real, String part) {
      this.real = real;
      this.part = part;
    }

    Files files() {
      Class<?>[] types = {Files.class};
      return (Files) Proxy.newProxyInstance(Files.class.getClassLoader(), types, this);
    }

    void heal() {
      part = "\n";
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      String name = method.getName();
      boolean all = part.equals("/");
      boolean changes =
          name.startsWith("delete")
              || name.equals("create")
              || all && (name.equals("write") || name.equals("makeFolder"));
      String path = arguments[0].toString();
      if (changes && (all || path.endsWith(part) || path.endsWith(part + ".zip"))) {
        throw new FileSystemException("", null, "No space left on device");
      }
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
