// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.log.Logger;
import org.waagent.host.Cms;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Outcome;
import org.waagent.updater.archive.InstalledFeature;
import org.waagent.updater.archive.Platform;
import org.waagent.updater.archive.SignatureRoots;
import org.waagent.updater.archive.Verdict;
import org.waagent.updater.archive.Verification;
import org.waagent.updater.store.Composition;
import org.waagent.updater.store.Entry;
import org.waagent.updater.store.Journal;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.Pointers;
import org.waagent.updater.store.Store;
import org.waagent.updater.swap.AgentRun;
import org.waagent.updater.swap.Ledger;
import org.waagent.updater.swap.Resumption;
import org.waagent.updater.swap.Swapping;
import org.waagent.updater.swap.Work;

/** One update at a time, from the archive to its end. */
final class Engine implements Updates {
  private static final Duration BUSY = Duration.ofSeconds(30);
  private static final Duration LONGEST_SWAP = Duration.ofMinutes(2);

  private final BundleContext context;
  private final Ports ports;
  private final Work work;
  private final Ledger ledger;
  private final Swapping swapping;
  private final Lane lane;
  private final ClassArchive archive;
  private final AtomicBoolean ready = new AtomicBoolean();

  /** What it stands on. */
  record Ports(
      Supplier<Files> files,
      Supplier<Clock> clock,
      Supplier<Cms> cms,
      Supplier<Updater.Settings> settings,
      Logger logger) {}

  Engine(BundleContext context, Ports ports, Path lib) {
    this.context = requireNonNull(context, "context");
    this.ports = requireNonNull(ports, "ports");
    Path home = Path.of(property(FrameworkProperties.HOME, "/usr/lib/waagent"));
    Places places = new Places(lib.resolve("features"), home);
    AgentRun agent = AgentRun.of(context);
    this.work =
        new Work(
            context,
            agent,
            new Store(ports.files(), places, installed(ports.files(), home)),
            new Pointers(ports.files(), places),
            new Journal(ports.files(), places),
            ports.clock(),
            () -> Duration.ofSeconds(Math.max(1, ports.settings().get().updates().watchSeconds())),
            ports.logger());
    this.ledger = new Ledger(work);
    this.swapping = new Swapping(work, ledger);
    this.lane = new Lane(context, swapping::rescue, ports.logger());
    this.archive =
        new ClassArchive(
            context, ports.clock(), () -> ledger.underWay().isPresent(), ports.logger());
  }

  private String property(String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  /** The feature that the installation starts by itself: that of the environment, or the active. */
  private String installed(Supplier<Files> files, Path home) {
    if (AgentRun.of(context).set().equals(FrameworkProperties.INSTALLED)) {
      return property(FrameworkProperties.FEATURE, "standard");
    }
    try {
      return files.get().readText(home.resolve("features/active"), 256).strip();
    } catch (IOException e) {
      return "standard";
    }
  }

  /** Finishes what is open, on a thread of its own. */
  void start() {
    if (work.agent().mode() == AgentRun.Mode.DAEMON) {
      lane.run(
          "what was left open",
          () -> {
            lane.awaitOthers(ports.clock());
            try {
              new Resumption(work, ledger, swapping).run();
            } finally {
              // What is open still keeps others from beginning.
              ready.set(true);
            }
            inherit();
            archive.soon();
          });
    } else {
      ready.set(true);
    }
  }

  /** A package replaced the installation, so the committed set was passed over. */
  private void inherit() throws IOException {
    String former = work.pointers().committed();
    boolean passedOver =
        ledger.running().equals(FrameworkProperties.INSTALLED)
            && !former.equals(FrameworkProperties.INSTALLED)
            && ledger.underWay().isEmpty();
    if (!passedOver || rests()) {
      return;
    }
    InstalledFeature.Reader described =
        InstalledFeature.in(ports.files().get(), work.store().places().archives());
    Inheritance.Estate estate =
        new Inheritance(work.store(), described, Platform.of(context)).of(former);
    estate.left().forEach(this::leave);
    if (!estate.taken().isEmpty()) {
      String what = String.join(", ", estate.taken());
      begin(Origin.AUTO, what, Step.STORE, entry -> goOnce(entry, work.store().keep(estate.set())));
    }
  }

  /** Each start would try again what came to nothing. */
  private Outcome goOnce(Entry entry, String to) throws IOException {
    if (work.journal().history().stream().anyMatch(past -> past.to().equals(to))) {
      ledger.drop();
      return Outcome.done();
    }
    return go(entry, to);
  }

  private void leave(String feature, String why) {
    try {
      boolean isTold =
          work.journal().history().stream()
              .anyMatch(past -> past.what().equals(feature) && past.reason().equals(why));
      if (!isTold) {
        String running = ledger.running();
        Entry entry = Entry.begin(Origin.AUTO, feature, running, running, now());
        fail(entry.at(Step.VERIFY, now(), work.agent().start()), why);
      }
    } catch (IOException e) {
      ports.logger().warn("Feature {} is left behind: {}", feature, why);
    }
  }

  /**
   * An update at hand goes on without this component, which may be made anew because of it. It ends
   * only with its bundle.
   */
  void stop() {
    archive.close();
    int ends = Bundle.STOPPING | Bundle.UNINSTALLED;
    boolean all = (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() & ends) != 0;
    if (all || (context.getBundle().getState() & ends) != 0) {
      lane.interrupt();
    }
  }

  @Override
  public Outcome update(Path archive, Origin origin) {
    if (rests()) {
      return new Outcome.RetryLater(
          "the agent rests until its next start and takes nothing new", now().plus(BUSY));
    }
    String name = String.valueOf(archive.getFileName());
    return begin(
        origin,
        name,
        Step.VERIFY,
        entry -> {
          Verdict verdict = verification().verify(archive, work.store().places().root());
          if (verdict instanceof Verdict.Refused refused) {
            return fail(entry, refused.toString());
          }
          Verdict.Sound sound = (Verdict.Sound) verdict;
          Entry named = ledger.shown(entry.named(sound.archive().feature().fullName()), Step.STORE);
          return go(named, new Intake(work.store()).take(sound.archive(), ledger.running()));
        });
  }

  private Verification verification() {
    Updater.Settings settings = ports.settings().get();
    Files files = ports.files().get();
    SignatureRoots roots =
        new SignatureRoots(
            files, settings.updates().signatureRoots(), work.store().places().home());
    return new Verification(
        files, ports.cms().get(), roots, settings.features(), Platform.of(context));
  }

  @Override
  public Outcome remove(String feature, Origin origin) {
    return begin(
        origin,
        "removal of " + feature,
        Step.STORE,
        entry -> {
          Composition base = new Composition(work.store().set(ledger.running()));
          return go(entry, work.store().keep(base.without(feature)));
        });
  }

  @Override
  public Outcome rollBack(Origin origin) {
    return begin(
        origin,
        "roll back",
        Step.STORE,
        entry -> {
          Optional<String> previous = work.pointers().previous();
          return previous.isEmpty()
              ? fail(entry, "there is no set before this one")
              : go(entry, previous.get());
        });
  }

  @Override
  public Outcome refuse(String what, Step step, String why, Origin origin) {
    return begin(origin, what, step, entry -> fail(entry, why));
  }

  private interface Preparation {
    Outcome run(Entry entry) throws IOException;
  }

  private Outcome begin(Origin origin, String what, Step step, Preparation preparation) {
    String running = ledger.running();
    Entry entry = Entry.begin(origin, what, running, running, now());
    if (!ready.get() || !ledger.begin(entry)) {
      return new Outcome.RetryLater("another update is under way", now().plus(BUSY));
    }
    try {
      return preparation.run(ledger.shown(entry, step));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return fail(ledger.underWay().orElse(entry), String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // Whatever it is, the next update must not wait for this one for ever.
      return fail(ledger.underWay().orElse(entry), e.toString());
    }
  }

  private Outcome fail(Entry entry, String why) {
    ports.logger().warn("Update {} {}: {}", entry.what(), entry.step().failed(), why);
    try {
      ledger.refuse(entry, why);
    } catch (IOException e) {
      ports.logger().error("The history of updates can't be written: {}", e.toString());
    }
    return new Outcome.Failed(
        entry.step().code(), entry.what() + " " + entry.step().failed() + ": " + why);
  }

  private Outcome go(Entry entry, String to) throws IOException {
    if (to.equals(ledger.running()) && to.equals(work.pointers().committed())) {
      ledger.drop();
      return Outcome.done();
    }
    Entry stored = ledger.stored(entry.to(to));
    lane.run(
        stored.what(),
        () -> {
          swapping.run(stored);
          archive.soon();
        });
    return new Outcome.Running(stored.what(), now().plus(work.watch().get()).plus(LONGEST_SWAP));
  }

  @Override
  public boolean rests() {
    return swapping.isResting();
  }

  @Override
  public State state() {
    try {
      return new State(
          ledger.running(),
          work.pointers().committed(),
          work.pointers().previous(),
          work.pointers().staged().map(Pointers.Staged::id),
          trouble(),
          features(),
          ledger.underWay().map(Entry::underWay),
          work.journal().history());
    } catch (IOException e) {
      return new State(
          ledger.running(),
          ledger.running(),
          Optional.empty(),
          Optional.empty(),
          "the state of updates can't be read: " + e,
          List.of(),
          ledger.underWay().map(Entry::underWay),
          List.of());
    }
  }

  /** What the launcher told is over once another set took the place of the one it started. */
  private String trouble() throws IOException {
    String running = ledger.running();
    boolean isOver =
        !running.equals(work.agent().set()) && running.equals(work.pointers().committed());
    String atStart = isOver ? "" : work.agent().trouble();
    return Stream.of(atStart, ledger.trouble())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private List<State.Installed> features() throws IOException {
    return work.store().features(ledger.running()).stream()
        .map(one -> new State.Installed(one.name(), one.version(), one.kind()))
        .toList();
  }

  @Override
  public State await(Duration most) throws InterruptedException {
    ledger.await(most);
    return state();
  }

  private Instant now() {
    return ports.clock().get().instant();
  }
}
