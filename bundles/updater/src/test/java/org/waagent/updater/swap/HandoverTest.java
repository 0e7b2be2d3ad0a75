// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.plugin.Progress;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.store.Entry;
import org.waagent.updater.store.Journal;

/** The updater itself is replaced: one begins, the other ends, and never do both act. */
class HandoverTest {
  private static final long PATIENCE = 60;
  private static final Pattern STEP = Pattern.compile("\"step\":\"([A-Z_]+)\"");
  private static final String TELLS =
      "<reference name=\"r\" interface=\"java.util.function.Consumer\" bind=\"await\"/>";

  @TempDir private Path folder;
  private final BlockingQueue<Acting> begun = new LinkedBlockingQueue<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private Files files;
  private Stage stage;
  private String ill = "none";

  /** The updater of one bundle, with a thread that does what is left open. */
  private final class Acting {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Ledger ledger;
    private final Swapping swapping;
    private final Thread thread;
    private final String version;

    Acting(BundleContext own, Patience patience) {
      this.version = own.getBundle().getVersion().toString();
      Files told = telling(version);
      Work work = stage.work(own, new Journal(() -> told, stage.places));
      this.ledger = new Ledger(work);
      this.swapping = new Swapping(work, ledger, patience);
      this.thread = new Thread(() -> resume(work), "updater of the test");
    }

    private void resume(Work work) {
      try {
        new Resumption(work, ledger, swapping).run();
      } catch (Throwable e) {
        failure.set(e);
      }
    }

    void awaitEnd() throws InterruptedException {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE));
      assertThat(thread.isAlive()).as("the updater is at work").isFalse();
      assertThat(failure.get()).isNull();
    }
  }

  private void open(Stage.Setting setting) throws Exception {
    files = TestMachine.below(folder).files();
    stage = new Stage(folder, () -> files, "start", setting.installed(updater("Acting", "1.0.0")));
    Consumer<Object> listener =
        own -> {
          Acting acting = new Acting((BundleContext) own, setting.patience());
          begun.add(acting);
          if (acting.version.equals(ill)) {
            loseThread();
          }
          acting.thread.start();
        };
    stage.context().registerService(Consumer.class, listener, null);
  }

  /** A thread ends by an exception that comes out of the bundle. */
  private static void loseThread() {
    IllegalStateException error = new IllegalStateException("it fell over");
    String type = "org.waagent.updater.swap.Sample$Acting";
    error.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(type, "run", "Sample.java", 1)});
    Thread thread =
        new Thread(
            () -> {
              throw error;
            });
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] updater(String kind, String version) throws Exception {
    String headers = "Import-Package: org.osgi.framework\n";
    String references = kind.equals("Acting") ? TELLS : "";
    return Stage.jar(Difference.UPDATER, kind, version, headers, references);
  }

  /** Notes which updater wrote which step. */
  private Files telling(String version) {
    return (Files)
        Proxy.newProxyInstance(
            Files.class.getClassLoader(),
            new Class<?>[] {Files.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("write")) {
                Matcher step = STEP.matcher(new String((byte[]) arguments[1], UTF_8));
                boolean journal = arguments[0].toString().endsWith("journal.json");
                written.add(version + " " + (journal && step.find() ? step.group(1) : "over"));
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  /** The updater that began next. */
  private Acting next(String version) throws Exception {
    Acting acting = begun.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(acting).isNotNull();
    assertThat(acting.version).isEqualTo(version);
    return acting;
  }

  private Acting update(byte[] jar) throws Exception {
    Acting old = next("1.0.0");
    old.awaitEnd();
    Entry entry = stage.stored(jar);
    assertThat(old.ledger.begin(entry)).isTrue();
    old.swapping.run(entry);
    return old;
  }

  private State.Past only() throws Exception {
    assertThat(stage.journal.current()).isEmpty();
    assertThat(stage.journal.history()).hasSize(1);
    return stage.journal.history().get(0);
  }

  @Test
  void theNewUpdaterEndsWhatTheOldOneBegan() throws Exception {
    open(Stage.Setting.usual());
    Acting old = update(updater("Acting", "2.0.0"));
    next("2.0.0").awaitEnd();

    State.Past past = only();
    assertThat(past.reason()).isEmpty();
    assertThat(written)
        .containsExactly(
            "1.0.0 RESOLVE", "1.0.0 SWAP", "2.0.0 WATCH", "2.0.0 COMMIT", "2.0.0 over");
    assertThat(stage.pointers.committed()).isEqualTo(past.to());
    assertThat(stage.offering()).containsExactly("2.0.0");
    assertThat(begun).isEmpty();
    Entry another = Entry.begin(past.origin(), "another", past.from(), past.to(), Instant.EPOCH);
    assertThat(old.ledger.begin(another)).as("the old updater begins another one").isFalse();
  }

  @Test
  void aNewUpdaterThatIsNotWellGivesTheWayBackToTheOldOne() throws Exception {
    open(Stage.Setting.usual().watching(Duration.ofSeconds(2)));
    stage.context().registerService(Progress.class, new Silent(), null);
    update(updater("Acting", "2.0.0"));
    next("2.0.0").awaitEnd();
    next("1.0.0").awaitEnd();

    assertThat(only().reason()).contains("no goal state was read since");
    assertThat(written)
        .containsExactly(
            "1.0.0 RESOLVE", "1.0.0 SWAP", "2.0.0 WATCH", "2.0.0 GO_BACK", "1.0.0 over");
    assertThat(stage.pointers.committed()).isEqualTo("installed");
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(begun).isEmpty();
  }

  @Test
  void whatFailedBeforeTheHandOverIsTakenBackByTheOldUpdaterAtOnce() throws Exception {
    ill = "2.0.0";
    open(Stage.Setting.usual());
    update(updater("Acting", "2.0.0"));
    next("2.0.0").awaitEnd();
    next("1.0.0").awaitEnd();

    assertThat(only().reason()).contains("it fell over");
    assertThat(written)
        .containsExactly("1.0.0 RESOLVE", "1.0.0 SWAP", "2.0.0 GO_BACK", "1.0.0 over");
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(begun).isEmpty();
  }

  /** A core that never reads a goal state. */
  private static final class Silent implements Progress {
    @Override
    public Optional<Instant> goalStateRead() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> statusAccepted() {
      return Optional.empty();
    }

    @Override
    public List<PluginProgress> plugins() {
      return List.of();
    }
  }

  @Test
  void anUpdateThatNobodyTakesStaysWithTheOldUpdater() throws Exception {
    open(Stage.Setting.usual().patient(Patience.USUAL.handingOver(Duration.ofMillis(500))));
    Acting old = update(updater(Stage.GOOD, "2.0.0"));

    assertThat(only().step()).isEqualTo(Step.SWAP);
    assertThat(only().reason()).contains("did not take the update over");
    assertThat(written)
        .containsExactly("1.0.0 RESOLVE", "1.0.0 SWAP", "1.0.0 GO_BACK", "1.0.0 over");
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(old.ledger.underWay()).isEmpty();
  }

  @Test
  void ofManyThatReachForAnUpdateOneHasIt() throws Exception {
    open(Stage.Setting.usual());
    Handover giving = new Handover(stage.empty("giving").getBundleContext());
    List<Callable<Boolean>> takers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Handover taking = new Handover(stage.empty("taking" + i).getBundleContext());
      takers.add(() -> taking.take("update").isPresent());
    }
    List<Boolean> taken = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(takers.size());
    try {
      giving.give(
          "update",
          () -> "",
          () -> taken.addAll(all(threads, takers)),
          Duration.ofSeconds(PATIENCE));
    } finally {
      threads.shutdownNow();
    }

    assertThat(taken).hasSize(takers.size()).containsOnlyOnce(true);
  }

  private static List<Boolean> all(ExecutorService threads, List<Callable<Boolean>> takers)
      throws InterruptedException {
    List<Boolean> taken = new ArrayList<>();
    for (Future<Boolean> one : threads.invokeAll(takers)) {
      try {
        taken.add(one.get());
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    return taken;
  }

  @Test
  void whatWasWithdrawnCannotBeTaken() throws Exception {
    open(Stage.Setting.usual());
    Handover giving = new Handover(stage.empty("giving").getBundleContext());
    Handover taking = new Handover(stage.empty("taking").getBundleContext());

    assertThatThrownBy(() -> giving.give("update", () -> "", () -> {}, Duration.ofMillis(10)))
        .isInstanceOf(SwapException.class)
        .hasMessageContaining("did not take the update over");
    assertThat(taking.take("update")).isEmpty();
  }

  @Test
  void whoTakesAnUpdateHearsWhatTheOtherSaw() throws Exception {
    open(Stage.Setting.usual());
    Handover giving = new Handover(stage.empty("giving").getBundleContext());
    Handover taking = new Handover(stage.empty("taking").getBundleContext());
    List<String> heard = new ArrayList<>();

    giving.give(
        "update",
        () -> "a thread ended",
        () -> taking.take("update").ifPresent(heard::add),
        Duration.ofSeconds(PATIENCE));

    assertThat(heard).containsExactly("a thread ended");
  }
}
