// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.waagent.extension.Node.State.DONE;
import static org.waagent.extension.Node.State.FAILED;
import static org.waagent.extension.Node.State.NOTING;
import static org.waagent.extension.Node.State.OPEN;
import static org.waagent.extension.Node.State.RUNNING;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.waagent.extension.command.NotLaunched;
import org.waagent.extension.command.UnitResult;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Clock;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * Processes the units of a goal state: packages are fetched side by side, commands run in the order
 * the graph allows. The plugin's lane decides alone what begins; what takes long is done by threads
 * of the crew, and what came of it is told to the lane through the inbox.
 */
final class Processing implements Change {
  /** Packages fetched at a time. */
  static final int FETCHES = 4;

  /** So long the order of the goal state holds within a level, also where a package is late. */
  private static final Duration IN_ORDER = Duration.ofSeconds(1);

  private static final Duration NO_THREAD = Duration.ofSeconds(1);

  private final Pass pass;
  private final ProcessingTools tools;
  private final Graph graph;
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Crew runners = new Crew("extensions", inbox);
  private final Crew fetchers = new Crew("extension-packages", inbox);
  private final Dependencies dependencies;
  private final Map<Node, Outcome> problems = new HashMap<>();
  private Duration inOrderUntil = Duration.ZERO;
  private Duration looked = Duration.ZERO;
  private volatile String goingOn;
  private volatile List<HandlerName> running = List.of();

  Processing(Pass pass, ProcessingTools tools) {
    this.pass = pass;
    this.tools = tools;
    this.graph = new Graph(pass.units(), tools.bench().machine().clock());
    this.dependencies = new Dependencies(tools.bench(), tools.statusFiles(), this::wake);
    this.goingOn = GoingOn.planned(pass);
  }

  @Override
  public String id() {
    return "process " + pass.id().goalState();
  }

  @Override
  public String description() {
    return goingOn + GoingOn.commands(running, tools.bench().journals(), clock().instant());
  }

  private void wake() {
    inbox.add(() -> {});
  }

  @Override
  public Outcome apply() throws InterruptedException {
    tools.course().listener(this::wake);
    inOrderUntil = clock().sinceStart().plus(IN_ORDER);
    try {
      recall();
      for (boolean more = step(); more; more = step()) {
        await();
      }
    } finally {
      tools.course().listener(() -> {});
      end();
    }
    return outcome();
  }

  /** What was noted in this pass is not done again; what it means to those after it counts. */
  private void recall() {
    for (Node node : graph.nodes()) {
      Unit unit = node.unit();
      Optional<UnitResult> result =
          tools.bench().journals().load(unit.name()).result(pass.id(), unit);
      if (result.isPresent() && result.get().isSuccess()) {
        node.state(DONE);
      } else if (result.isPresent()) {
        failed(node, new Outcome.Failed(result.get().code(), result.get().message()));
      } else {
        refuse(node);
      }
    }
  }

  /** What the policy does not allow is told so, whatever becomes of the others. */
  private void refuse(Node node) {
    tools
        .bench()
        .policy()
        .ruling(pass.id())
        .refusal(node.unit())
        .ifPresent(refusal -> judged(node, refusal).run());
  }

  /** Begins what may begin; whether there is more to come. */
  private boolean step() throws InterruptedException {
    if (tools.course().isStopped()) {
      throw new InterruptedException("the plugin goes");
    }
    if (tools.course().isOvertaken()) {
      return !isWoundUp();
    }
    // What becomes due from here on must not be missed, so the time to wait counts from here.
    looked = clock().sinceStart();
    listen();
    skip();
    fetch();
    run();
    goingOn = GoingOn.of(pass, graph);
    running = graph.underWay();
    return !graph.isOver();
  }

  /** Nothing more begins: whether what had begun is over. */
  private boolean isWoundUp() {
    if (!graph.isOver()) {
      tools.course().leaveOut();
    }
    fetchers.interrupt();
    goingOn = GoingOn.of(pass, graph) + "; a newer goal state waits";
    return graph.underWay().isEmpty() && graph.fetching() == 0;
  }

  private void listen() {
    Set<Path> watched = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Node node : graph.awaited()) {
        more |= heard(node, watched);
      }
    }
    dependencies.keepOnly(watched);
  }

  private boolean heard(Node node, Set<Path> watched) {
    HandlerFolder folder;
    try {
      folder = tools.steps().folder(pass, node.unit());
    } catch (IOException e) {
      tools.bench().machine().logger().warn("{}: {}", node.unit().label(), e.getMessage());
      return false;
    }
    Dependencies.Said said = dependencies.ask(pass, node.unit(), folder);
    switch (said.word()) {
      case SUCCESS -> node.pass();
      case FAILURE -> blockSaid(node, said.why());
      case WAIT -> watched.add(folder.status(node.unit()));
    }
    return said.word() == Dependencies.Word.SUCCESS;
  }

  private void blockSaid(Node node, String why) {
    if (!problems.containsKey(node)) {
      tools.bench().machine().logger().error("{}", why);
      problems.put(node, new Outcome.Failed(ErrorCodes.UNKNOWN, why));
      graph.block(node, why);
    }
  }

  private void skip() {
    for (Node node : graph.blocked()) {
      String why = graph.blockedWhy();
      try {
        end(node, FAILED, tools.verdicts().skipped(pass, node.unit(), why));
      } catch (IOException e) {
        end(node, FAILED, unnoted(node, e));
      }
    }
  }

  private Outcome unnoted(Node node, Exception e) {
    tools
        .bench()
        .machine()
        .logger()
        .error("What came of {} can't be noted: {}", node.unit().label(), e.toString());
    return new Outcome.Failed(ErrorCodes.UNKNOWN, node.unit().label() + ": " + e);
  }

  private void fetch() {
    int free = FETCHES - graph.fetching();
    for (Parcel parcel : graph.parcels()) {
      if (parcel.failure().isPresent()) {
        spread(parcel);
      } else if (free > 0 && parcel.isDue()) {
        free--;
        parcel.fetching();
        quiet(parcel.first());
        if (!fetchers.start(() -> fetched(parcel), () -> parcel.later(NO_THREAD))) {
          parcel.later(NO_THREAD);
        }
      }
    }
  }

  /** Runs on a thread of the crew. */
  private Runnable fetched(Parcel parcel) {
    Throwable failure;
    try {
      HandlerFolder folder = tools.steps().fetch(pass, parcel.first());
      return () -> parcel.ready(folder);
    } catch (ExtensionFailure
        | IOException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      failure = e;
    }
    if (Thread.currentThread().isInterrupted()) {
      return parcel::reopen;
    }
    return () -> notFetched(parcel, failure);
  }

  private void notFetched(Parcel parcel, Throwable failure) {
    if (parcel.attempts().again(failure, pass.left())) {
      parcel.reopen();
      for (Node node : graph.nodes()) {
        if (node.parcel().equals(Optional.of(parcel)) && !node.isOver()) {
          tell(node, parcel.attempts().waiting().orElseThrow());
        }
      }
    } else {
      parcel.failed(UnitChange.failure(failure));
      spread(parcel);
    }
  }

  /** Without the package none of its units has a chance. */
  private void spread(Parcel parcel) {
    for (Node node : graph.nodes()) {
      if (node.parcel().equals(Optional.of(parcel)) && node.is(OPEN)) {
        judged(node, parcel.failure().orElseThrow()).run();
      }
    }
  }

  private void run() {
    int free = Math.max(1, tools.parallelism()) - graph.count(RUNNING);
    for (Node node : graph.startable(isInOrder())) {
      if (free-- <= 0) {
        return;
      }
      node.attempts().begin();
      node.state(RUNNING);
      quiet(node.unit());
      if (!runners.start(() -> ran(node), () -> node.later(NO_THREAD))) {
        node.later(NO_THREAD);
      }
    }
  }

  private boolean isInOrder() {
    return clock().sinceStart().compareTo(inOrderUntil) < 0;
  }

  private Clock clock() {
    return tools.bench().machine().clock();
  }

  /** Runs on a thread of the crew. */
  private Runnable ran(Node node) {
    try {
      Runnable ended = () -> inbox.add(() -> node.state(NOTING));
      tools.steps().take(pass, node.unit(), node.parcel().map(Parcel::folder), ended);
      return () -> end(node, DONE, Outcome.done());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (NotLaunched e) {
      return () -> notLaunched(node, e);
    } catch (ExtensionFailure
        | IOException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      if (!Thread.currentThread().isInterrupted()) {
        return judged(node, UnitChange.failure(e));
      }
    }
    // What fails because the agent stops says nothing about the extension: it is taken up again.
    return () -> node.state(OPEN);
  }

  private void notLaunched(Node node, NotLaunched failure) {
    if (node.attempts().again(failure, pass.left())) {
      node.state(OPEN);
      tell(node, node.attempts().waiting().orElseThrow());
    } else {
      judged(node, failure.failure()).run();
    }
  }

  /** Notes a failure at once, and returns what it means to the others. */
  private Runnable judged(Node node, ExtensionFailure failure) {
    try {
      Outcome outcome = tools.verdicts().failed(pass, node.unit(), failure);
      return () -> failed(node, outcome);
    } catch (IOException | RuntimeException e) {
      return () -> failed(node, unnoted(node, e));
    }
  }

  private void failed(Node node, Outcome outcome) {
    end(node, FAILED, outcome);
    graph.block(
        node,
        "Skipping processing of extensions since execution of dependent extension "
            + tools.verdicts().fullName(pass.id(), node.unit())
            + " failed");
  }

  private void end(Node node, Node.State state, Outcome outcome) {
    node.state(state);
    if (!(outcome instanceof Outcome.Done)) {
      problems.put(node, outcome);
    }
  }

  private void tell(Node node, String why) {
    tools.bench().machine().logger().warn("[{}] {}", node.unit().label(), why);
    tools.snapshot().updateAndGet(known -> known.noted(node.unit(), why));
  }

  /** It is tried again: what was said of the last try is over. */
  private void quiet(Unit unit) {
    tools.snapshot().updateAndGet(known -> known.noted(unit, ""));
  }

  private void await() throws InterruptedException {
    Optional<Duration> next = Timetable.next(graph, pass, looked, inOrderUntil);
    Closeable timer = () -> {};
    if (next.isPresent()) {
      timer = clock().after(next.get(), this::wake);
    }
    try {
      for (Runnable told = inbox.take(); told != null; told = inbox.poll()) {
        told.run();
      }
    } finally {
      close(timer);
    }
  }

  private void end() {
    runners.interrupt();
    fetchers.interrupt();
    if (!runners.end() | !fetchers.end()) {
      tools.bench().machine().logger().warn("{}: a thread does not end", id());
    }
    dependencies.close();
  }

  private void close(Closeable timer) {
    try {
      timer.close();
    } catch (IOException e) {
      tools.bench().machine().logger().debug("A timer could not be called off", e);
    }
  }

  private Outcome outcome() {
    for (Node node : graph.nodes()) {
      if (problems.containsKey(node)) {
        return problems.get(node);
      }
    }
    return Outcome.done();
  }
}
