// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.store.Entry;

/** Bundles of a real framework, replaced and taken back. */
class SwappingTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;
  private Stage stage;

  private void open(String start) throws Exception {
    Files files = TestMachine.below(folder).files();
    stage = new Stage(folder, () -> files, start);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private State.Past last() throws IOException {
    return stage.journal.history().get(0);
  }

  private void assertIsBack() throws Exception {
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(stage.installed()).isEqualTo(1);
    assertThat(stage.pointers.committed()).isEqualTo("installed");
    assertThat(stage.journal.current()).isEmpty();
    assertThat(stage.ledger.underWay()).isEmpty();
  }

  @Test
  void nobodyKeepsABundleThatWasReplaced() throws Exception {
    open("start");
    WeakReference<Bundle> former = new WeakReference<>(sampleThatUsedAService());

    stage.swapping.run(stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", "")));

    assertThat(stage.offering()).containsExactly("2.0.0");
    Instant end = Instant.now().plusSeconds(30);
    while (former.get() != null && Instant.now().isBefore(end)) {
      System.gc();
      Thread.sleep(100);
    }
    assertThat(former.get()).isNull();
  }

  /** The framework remembers that. */
  private Bundle sampleThatUsedAService() {
    Bundle sample =
        Arrays.stream(stage.context().getBundles())
            .filter(bundle -> bundle.getSymbolicName().equals("sample"))
            .findFirst()
            .orElseThrow();
    ServiceReference<ServiceComponentRuntime> used =
        stage.context().getServiceReference(ServiceComponentRuntime.class);
    assertThat(sample.getBundleContext().getService(used)).isNotNull();
    sample.getBundleContext().ungetService(used);
    return sample;
  }

  @Test
  void aGoodBundleReplacesTheOldOneWithoutAGap() throws Exception {
    open("start");
    List<String> gaps = new CopyOnWriteArrayList<>();
    ServiceListener listener =
        event -> {
          try {
            boolean alone =
                stage.offering().stream().allMatch(version -> version.equals(versionOf(event)));
            if (event.getType() == ServiceEvent.UNREGISTERING && alone) {
              gaps.add(stage.offering().toString());
            }
          } catch (Exception e) {
            gaps.add(e.toString());
          }
        };
    stage.context().addServiceListener(listener, "(component.name=sample)");
    Entry entry = stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", ""));
    stage.swapping.run(entry);
    stage.context().removeServiceListener(listener);

    assertThat(last().reason()).isEmpty();
    assertThat(gaps).isEmpty();
    assertThat(stage.offering()).containsExactly("2.0.0");
    assertThat(stage.installed()).isEqualTo(1);
    assertThat(stage.pointers.committed()).isEqualTo(entry.to());
    assertThat(stage.pointers.previous()).contains("installed");
    assertThat(stage.ledger.running()).isEqualTo(entry.to());
    assertThat(stage.journal.current()).isEmpty();
  }

  private static String versionOf(ServiceEvent event) {
    return event.getServiceReference().getBundle().getVersion().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "Throwing, SWAP, this one never works",
    "Dying, WATCH, a thread of mine",
    "Leaking, WATCH, threads",
  })
  void aBadBundleIsTakenBack(String kind, Step step, String reason) throws Exception {
    open("start");
    stage.swapping.run(stage.update(Stage.jar(kind, "2.0.0", "", "")));

    assertThat(last().step()).isEqualTo(step);
    assertThat(last().reason()).contains(reason);
    assertIsBack();
  }

  @Test
  void aBundleThatNeedsWhatNobodyHasIsNotStarted() throws Exception {
    open("start");
    stage.swapping.run(
        stage.update(Stage.jar(Stage.GOOD, "2.0.0", "Import-Package: no.where\n", "")));

    assertThat(last().step()).isEqualTo(Step.RESOLVE);
    assertThat(last().reason()).contains("no.where");
    assertIsBack();
  }

  @Test
  void aComponentThatWaitsForWhatNeverComesIsTakenBack() throws Exception {
    open("start");
    String reference = "<reference name=\"r\" interface=\"java.util.concurrent.Callable\"/>";
    stage.swapping.run(stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", reference)));

    assertThat(last().reason()).contains("waits for [java.util.concurrent.Callable]");
    assertIsBack();
  }

  @Test
  void whatExportsPackagesWaitsForARestart() throws Exception {
    open("start");
    Entry entry = stage.update(Stage.jar(Stage.GOOD, "2.0.0", "Export-Package: org.acme\n", ""));
    stage.swapping.run(entry);

    assertThat(stage.pointers.staged()).isPresent();
    assertThat(stage.pointers.staged().get().id()).isEqualTo(entry.to());
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(stage.journal.current()).get().extracting(Entry::step).isEqualTo(Step.RESTART);
  }

  /** An update that the start before this one left in a step. */
  private Entry interrupted(Step step) throws Exception {
    open("second");
    Entry entry = stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", "")).at(step, NOW, "first");
    stage.journal.note(entry);
    stage.ledger.drop();
    return entry;
  }

  @ParameterizedTest
  @EnumSource(names = {"RESOLVE", "SWAP", "WATCH", "COMMIT"})
  void whatACrashInterruptedIsDoneAgain(Step step) throws Exception {
    Entry entry = interrupted(step);
    stage.resume();

    assertThat(last().reason()).isEmpty();
    assertThat(stage.offering()).containsExactly("2.0.0");
    assertThat(stage.pointers.committed()).isEqualTo(entry.to());
  }

  @ParameterizedTest
  @EnumSource(names = {"VERIFY", "STORE", "GO_BACK"})
  void whatHadNotBegunOrWasOnItsWayBackIsGivenUp(Step step) throws Exception {
    open("second");
    Entry entry = stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", ""));
    entry = step == Step.GO_BACK ? entry.back("bad", NOW, "first") : entry.at(step, NOW, "first");
    stage.journal.note(entry);
    stage.ledger.drop();
    stage.resume();

    assertThat(last().isGood()).isFalse();
    assertIsBack();
  }

  @Test
  @Tag("D48")
  void theThirdCrashIsTheLast() throws Exception {
    open("second");
    Entry entry = stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", ""));
    stage.journal.note(entry.at(Step.SWAP, NOW, "first").again().again());
    stage.ledger.drop();
    stage.resume();

    assertThat(last().reason()).contains("interrupted 3 times");
    assertIsBack();
  }

  /** A package may come while an update is under way. */
  @Test
  void whatWasMadeOnAnotherInstallationIsNotDoneAgain() throws Exception {
    Entry entry = interrupted(Step.SWAP);
    Path list = stage.places.home().resolve("features/standard.list");
    java.nio.file.Files.writeString(list, "version 3.0.5\nbundle sample-1.jar\n");
    stage.resume();

    assertThat(last().reason()).contains("made on standard 3.0.0, and standard 3.0.5 is installed");
    assertIsBack();
  }

  @Test
  void whatWasInterruptedAndIsDamagedIsGivenUp() throws Exception {
    Entry entry = interrupted(Step.RESOLVE);
    java.nio.file.Files.delete(stage.places.root().resolve("sets/" + entry.to() + "/set.json"));
    stage.resume();

    assertThat(last().reason()).contains("it was interrupted, and now it cannot be read");
    assertIsBack();
  }

  /** The launcher would count the starts of the committed set, and take it for a bad one. */
  @Test
  void aCrashInTheMiddleOfACommitLeavesNothingToTry() throws Exception {
    Entry entry = interrupted(Step.COMMIT);
    stage.pointers.commit(entry.to(), entry.from());
    stage.pointers.stage(entry.to());
    stage.start(entry.to());
    stage.resume();

    assertThat(stage.pointers.staged()).isEmpty();
    assertThat(last().isGood()).isTrue();
    assertThat(stage.journal.current()).isEmpty();
  }

  @Test
  void aSetThatNobodyKnowsOfIsNotTriedAnyMore() throws Exception {
    open("second");
    Entry entry = stage.stored(Stage.jar(Stage.GOOD, "2.0.0", "", ""));
    stage.pointers.stage(entry.to());
    stage.resume();

    assertThat(stage.pointers.staged()).isEmpty();
    assertIsBack();
  }

  @Test
  void whatIsInForceStaysSoWhereTheHistoryCannotBeWritten() throws Exception {
    Files files = TestMachine.below(folder).files();
    stage =
        new Stage(
            folder,
            () -> failing(files, "write", call -> call[0].toString().endsWith("history.json")),
            "start");
    Entry entry = stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", ""));
    stage.swapping.run(entry);

    assertThat(stage.offering()).containsExactly("2.0.0");
    assertThat(stage.pointers.committed()).isEqualTo(entry.to());
    assertThat(stage.ledger.running()).isEqualTo(entry.to());
    assertThat(stage.ledger.underWay()).isEmpty();
    // Its successor closes it.
    assertThat(stage.journal.current()).get().extracting(Entry::step).isEqualTo(Step.COMMIT);
  }

  /** The next update stores bundles that no set needs yet. */
  @Test
  void whatIsLeftOverIsRemovedBeforeAnotherUpdateMayBegin() throws Exception {
    List<Boolean> underWay = new CopyOnWriteArrayList<>();
    Files files = TestMachine.below(folder).files();
    Predicate<Object[]> look =
        call -> {
          if (call[0].toString().endsWith(".jar")) {
            underWay.add(stage.ledger.underWay().isPresent());
          }
          return false;
        };
    stage = new Stage(folder, () -> failing(files, "delete", look), "start");
    stage.swapping.run(stage.update(Stage.jar("Throwing", "2.0.0", "", "")));

    assertThat(underWay).containsExactly(true);
    assertIsBack();
  }

  @ParameterizedTest
  @EnumSource(names = {"WATCH", "COMMIT"})
  void aStepThatCannotBeNotedIsNotTaken(Step step) throws Exception {
    Files files = TestMachine.below(folder).files();
    stage = new Stage(folder, () -> fullAt(files, step), "start");
    stage.swapping.run(stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", "")));

    assertThat(last().reason()).contains("no space");
    assertIsBack();
  }

  private static Files fullAt(Files files, Step step) {
    String noted = "\"step\":\"" + step + "\",\"reason\":\"\"";
    return failing(
        files,
        "write",
        call ->
            new String((byte[]) call[1], UTF_8).contains(noted)
                && call[0].toString().endsWith("journal.json"));
  }

  private static Files failing(Files files, String name, Predicate<Object[]> when) {
    return (Files)
        Proxy.newProxyInstance(
            Files.class.getClassLoader(),
            new Class<?>[] {Files.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name) && when.test(arguments)) {
                throw new IOException("no space");
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
