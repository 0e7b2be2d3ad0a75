// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.GoalState;
import org.waagent.host.HostException;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.UpdateStatus;
import org.waagent.plugin.Wanted;
import org.waagent.updater.State;
import org.waagent.updater.auto.Inputs.Known;
import org.waagent.updater.pin.Pins;

/** From what is wanted over a decision to changes, and what is told of it. */
final class Course {
  private static final Duration LOOK_LIMIT = Duration.ofMinutes(5);

  private final Rules rules;
  private final RunningAgent agent;
  private final Disk disk;
  private final UpdateChange.Tools tools;
  private final ZoneId zone;
  private final Supplier<RandomGenerator> chance;
  private final Consumer<String> replan;
  private final Alarm alarm;
  private volatile Optional<Known> known = Optional.empty();
  private volatile Optional<UpdateStatus> told = Optional.empty();
  private volatile Supplier<String> explanation = () -> "waits for the first goal state";
  private Outcome outcome = Outcome.done();
  private String logged = "";

  /** What is on disk beside the memory. */
  record Disk(Marks marks, Pins pins) {}

  /**
   * @param disk what is on disk
   * @param zone of the machine
   * @param chance for delays
   * @param replan asks for a new plan, for a reason
   */
  Course(
      Rules rules,
      RunningAgent agent,
      Disk disk,
      UpdateChange.Tools tools,
      ZoneId zone,
      Supplier<RandomGenerator> chance,
      Consumer<String> replan) {
    this.rules = rules;
    this.agent = agent;
    this.disk = disk;
    this.tools = tools;
    this.zone = zone;
    this.chance = chance;
    this.replan = replan;
    this.alarm = new Alarm(tools.clock(), () -> replan.accept("the time for it has come"));
  }

  /** What the release manager hears. */
  Optional<UpdateStatus> told() {
    return told;
  }

  String explanation() {
    return explanation.get();
  }

  void stop() {
    alarm.off();
  }

  Plan plan(Wanted wanted) throws IOException {
    if (wanted.goalState().isEmpty()) {
      return Plan.nothing();
    }
    State state = tools.updates().state();
    if (state.underWay().isPresent()) {
      return underWay(state.underWay().get());
    }
    Memory onDisk = tools.memory().read();
    Inputs in = inputs(wanted, onDisk, state);
    Verdict verdict = Deciding.decide(in, chance.get());
    tell(verdict, in);
    alarm.at(again(verdict.decision()));
    return new Plan(changes(verdict, in, onDisk), outcome);
  }

  /**
   * Nothing is decided before it is known which version runs. It may be an update that this plugin
   * itself began, before its bundle or the core was replaced by it.
   */
  private Plan underWay(State.UnderWay work) {
    if (told.isEmpty() && disk.marks().chooser() == Chooser.RELEASE_MANAGER) {
      told = Optional.of(UpdateStatus.success(agent.version()));
    }
    String text = "an update to " + work.what() + " is under way: " + work.step().running();
    explanation = () -> text;
    return new Plan(
        List.of(new AwaitChange(tools, () -> replan.accept("an update is over"))), outcome);
  }

  private Inputs inputs(Wanted wanted, Memory onDisk, State state) throws IOException {
    GoalState goalState = wanted.goalState().orElseThrow();
    Inputs.Agent running = agent.agent();
    return new Inputs(
        rules,
        disk.pins().read(),
        running,
        Optional.of(goalState.extensions()),
        wanted.start().id() + " " + goalState.extensions().id(),
        disk.marks().isInitialOver(),
        disk.marks().chooser(),
        onDisk.explained(state).left(state, running),
        known,
        tools.clock().instant().atZone(zone));
  }

  private void tell(Verdict verdict, Inputs in) {
    Decision decision = verdict.decision();
    boolean again =
        decision instanceof Decision.Look
            && known.filter(one -> one.occasion().equals(in.occasion())).isPresent();
    if (again) {
      // What was said stands until the feed has answered anew.
      return;
    }
    told = Answer.toReleaseManager(verdict, in.agent().version());
    outcome = Answer.toCore(decision);
    String text = Answer.toPeople(decision);
    explanation = () -> text;
    if (decision instanceof Decision.Wait && !text.equals(logged)) {
      tools.logger().info("{}", text);
    }
    logged = text;
  }

  private static Optional<Instant> again(Decision decision) {
    if (decision instanceof Decision.Wait wait) {
      return Optional.of(wait.until());
    }
    if (decision instanceof Decision.Settled settled) {
      return settled.again();
    }
    return decision instanceof Decision.Refused refused ? refused.again() : Optional.empty();
  }

  private List<Change> changes(Verdict verdict, Inputs in, Memory onDisk) {
    List<Change> changes = new ArrayList<>();
    Decision decision = verdict.decision();
    if (decision instanceof Decision.Look) {
      changes.add(new Look(in));
    } else if (!in.initialOver()) {
      // Before the update it may lead to, which may end this process.
      changes.add(Change.of("note that the first look is over", disk.marks()::endInitial));
    }
    if (verdict.chooser() != in.chooser()) {
      changes.add(
          Change.of(
              "have the version chosen by the " + words(verdict.chooser()),
              () -> disk.marks().follow(verdict.chooser())));
    }
    Memory after = in.memory().planning(verdict.planned());
    if (decision instanceof Decision.Update update) {
      Change change = new UpdateChange(update, in, tools, () -> replan.accept("an update is over"));
      // It tells which step it is in.
      explanation = change::description;
      changes.add(change);
    } else if (!after.equals(onDisk) && !(decision instanceof Decision.Look)) {
      changes.add(Change.of("remember what is planned", () -> tools.memory().write(after)));
    }
    return changes;
  }

  private static String words(Chooser chooser) {
    return chooser == Chooser.AGENT ? "agent itself" : "release manager";
  }

  /** Asks the feed; what it says is decided on by the next plan. */
  private final class Look implements Change {
    private final Inputs in;

    Look(Inputs in) {
      this.in = in;
    }

    @Override
    public String id() {
      return "look for versions";
    }

    @Override
    public String description() {
      return "look for versions at " + new BlobUrl(rules.feed().orElseThrow().toString());
    }

    @Override
    public Optional<Duration> limit() {
      return Optional.of(LOOK_LIMIT);
    }

    @Override
    public Outcome apply() throws IOException {
      tools.memory().write(in.memory().looked(tools.clock().instant()));
      known = Optional.of(look());
      replan.accept("the feed was asked");
      return Outcome.done();
    }

    private Known look() {
      try {
        Feed feed = tools.fetching().feed(rules.feed().orElseThrow());
        return new Known(Optional.of(feed), "", in.occasion());
      } catch (HostException e) {
        String trouble = "the feed can't be had: " + e.getMessage();
        return new Known(Optional.empty(), trouble, in.occasion());
      }
    }
  }
}
