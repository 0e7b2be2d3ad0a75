// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.ResourceLimits;
import org.waagent.extension.resource.Resources;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Scope;
import org.waagent.os.Shell;

/**
 * Runs the commands of handlers. Each is written to the handler's journal before it is started, and
 * out of it once its effect is on disk; so a command is never run twice at a time, and one that
 * outlived the agent is found again.
 */
public final class Commands {
  private final Files files;
  private final Shell shell;
  private final Resources resources;
  private final Clock clock;
  private final Journals journals;
  private final Effects effects;
  private final CommandLog log;
  private final Events events;
  private final Limits limits;
  private final WireServerAddress wireServer;
  private final Logger logger;
  private final NoExec noExec;

  /**
   * @param machine the ports it needs
   * @param store state files of the handlers
   * @param journals where each step is noted first
   */
  public Commands(Machinery machine, HandlerStore store, Journals journals) {
    this.files = machine.files();
    this.shell = machine.shell();
    this.resources = machine.resources();
    this.clock = machine.clock();
    this.journals = journals;
    this.effects = new Effects(store);
    this.log = new CommandLog(files, clock, machine.handlerFiles(), machine.logger());
    this.events = machine.events();
    this.limits = machine.limits();
    this.wireServer = new WireServerAddress(machine.endpoint());
    this.logger = machine.logger();
    this.noExec = new NoExec(machine, store);
  }

  /**
   * Runs a command to its end, unless it is known already how it ended.
   *
   * @throws ExtensionFailure if it failed, took too long or could not be started
   * @throws NotLaunched if it could not be started for a reason that may pass
   * @throws InterruptedException if the agent stops; the command goes on
   */
  public void run(Invocation call) throws ExtensionFailure, IOException, InterruptedException {
    run(call, Afterwards.NOTHING);
  }

  /** The same, with something that happens at its end. */
  public void run(Invocation call, Afterwards then)
      throws ExtensionFailure, IOException, InterruptedException {
    HandlerFolder folder = call.folder();
    HandlerManifest manifest = HandlerManifest.of(files, folder);
    Optional<String> line = manifest.line(call.kind(), folder);
    Step step = step(call, line.orElse(""));
    Optional<Finished> earlier = journals.known(folder.name()).last();
    if (earlier.isPresent() && earlier.get().answers(step)) {
      answer(earlier.get());
    } else if (line.isEmpty()) {
      effects.of(folder.name(), step);
    } else {
      Finished finished = start(call, step, manifest.limits(), then);
      if (finished.isSuccess()) {
        resources.ended(folder.name(), call.kind(), manifest.limits());
      }
      answer(finished);
    }
  }

  private Step step(Invocation call, String line) {
    Duration limit = limits.of(call.kind());
    return new Step(
        call.kind(),
        call.folder().version(),
        call.settings(),
        call.multiConfig(),
        call.sequenceNumber(),
        call.pass(),
        line,
        clock.instant().plus(limit),
        limit);
  }

  private static void answer(Finished finished) throws ExtensionFailure {
    if (!finished.isSuccess()) {
      throw new ExtensionFailure(
          finished.code(),
          finished.exitCode(),
          finished.step().kind().operation(),
          finished.message());
    }
  }

  private Finished start(Invocation call, Step step, ResourceLimits limits, Afterwards then)
      throws IOException, InterruptedException {
    HandlerName name = call.folder().name();
    // A record that was left behind must not be taken for the one of this step.
    Optional<Recorded> leftover = shell.adopt(journals.record(name));
    if (leftover.isPresent() && leftover.get().isRunning()) {
      throw new IOException("another command of " + name + " still runs");
    }
    if (leftover.isPresent()) {
      leftover.get().forget();
    }
    Optional<Scope> scope = resources.scope(name, step.kind(), limits);
    journals.change(name, journal -> journal.begun(step));
    Map<String, String> environment = call.environment(wireServer.get());
    log.trim(name, step.settings());
    String word = step.kind().word();
    String title = Character.toUpperCase(word.charAt(0)) + word.substring(1) + " extension: [";
    log.info(name, step.settings(), call.fullName(), title + step.line() + "]");
    log.info(
        name,
        step.settings(),
        call.fullName(),
        "Executing command: " + step.line() + " with environment variables: " + json(environment));
    Recorded recorded;
    try {
      recorded =
          shell.start(
              new RecordedCommand(
                  step.line(), environment, call.folder().path(), journals.record(name), scope));
    } catch (IOException e) {
      if (NotLaunched.mayPass(e.getMessage())) {
        journals.change(name, Journal::neverBegun);
        throw new NotLaunched(step.kind(), step.line(), e.getMessage());
      }
      return end(name, step, new Result.NotStarted(e.getMessage()), then);
    }
    return finish(name, step, recorded, then);
  }

  private static String json(Map<String, String> environment) {
    JsonObject json = new JsonObject();
    environment.forEach(json::addProperty);
    return Json.text(json);
  }

  private Finished finish(HandlerName name, Step step, Recorded recorded, Afterwards then)
      throws IOException, InterruptedException {
    Duration left = Duration.between(clock.instant(), step.deadline());
    // The clock may have jumped while the agent was away; nobody gets more than the whole limit.
    Duration patience = left.compareTo(step.limit()) > 0 ? step.limit() : left;
    Result result = recorded.await(patience.isNegative() ? Duration.ZERO : patience);
    if (result instanceof Result.TimedOut) {
      recorded.kill();
    }
    then.ended().run();
    Finished finished = end(name, step, result, then);
    recorded.forget();
    return finished;
  }

  private Finished end(HandlerName name, Step step, Result result, Afterwards then)
      throws IOException, InterruptedException {
    Optional<Duration> throttled =
        result instanceof Result.TimedOut ? resources.throttled(name) : Optional.empty();
    Finished finished = judged(step, result, throttled);
    if (finished.isSuccess()) {
      effects.of(name, step);
    }
    Instant now = clock.instant();
    UnaryOperator<Journal> besides = finished.isSuccess() ? then.worked() : journal -> journal;
    journals.change(name, journal -> besides.apply(journal.ended(finished, now)));
    tell(name, step, finished, result);
    return finished;
  }

  private static Finished judged(Step step, Result result, Optional<Duration> throttled) {
    String text = OutputText.of(result.output());
    int code = step.kind().errorCode();
    if (result instanceof Result.Exited exited) {
      String problem = "Non-zero exit code: " + exited.code() + ", " + step.line() + "\n" + text;
      return exited.code() == 0
          ? new Finished(step, 0, 0, "")
          : new Finished(step, exited.code(), code, problem);
    }
    if (result instanceof Result.TimedOut) {
      String held =
          throttled.map(t -> ";CPUThrottledTime(" + t.toMillis() / 1000.0 + "secs)").orElse("");
      String time = "Timeout(" + step.limit().toSeconds() + ")" + held;
      String problem = time + ": " + step.line() + "\n" + text;
      return new Finished(step, ErrorCodes.TIMED_OUT, ErrorCodes.TIMED_OUT, problem);
    }
    String why =
        result instanceof Result.NotStarted notStarted
            ? "Could not be started: " + notStarted.why() + ", "
            : "Ended without an exit code: ";
    return new Finished(step, code, code, why + step.line() + "\n" + text);
  }

  private void tell(HandlerName name, Step step, Finished finished, Result result) {
    Duration took =
        result instanceof Result.Exited exited
            ? exited.took()
            : Duration.between(step.deadline().minus(step.limit()), clock.instant());
    String text = OutputText.withoutBlankLines(OutputText.of(result.output()));
    String settings = step.settings().isEmpty() ? "" : "." + step.settings();
    log.info(
        name,
        step.settings(),
        name + settings + "-" + step.version(),
        "Command: " + step.line() + "\n" + text + "Duration: " + took.toMillis() + " ms");
    events.tell(
        name,
        step.version(),
        step.kind().operation(),
        finished.isSuccess(),
        finished.isSuccess() ? "Command: " + step.line() : finished.message(),
        took);
    if (finished.exitCode() == NoExec.EXIT_CODE) {
      noExec.tell(name, step.version());
    }
  }

  /**
   * Sees to it that a command nobody noted does not run any more, and forgets its record.
   *
   * @param limit how long it may still take
   * @throws InterruptedException if the agent stops; the command goes on
   */
  public void endStray(HandlerName name, Duration limit) throws IOException, InterruptedException {
    Optional<Recorded> stray = shell.adopt(journals.record(name));
    if (stray.isEmpty()) {
      files.deleteTree(journals.record(name));
      return;
    }
    if (stray.get().isRunning()) {
      logger.warn("A command of {} runs that nobody noted; it is waited for", name);
      if (stray.get().await(limit) instanceof Result.TimedOut) {
        stray.get().kill();
      }
    }
    stray.get().forget();
  }

  /**
   * Takes account of a command an earlier agent, or an earlier version of this bundle, left behind:
   * waits for it if it still runs, reads how it ended if it does not. One that still ran when this
   * agent came counts as run for this agent's start.
   *
   * @param start the agent's start
   * @throws InterruptedException if the agent stops; the command goes on
   */
  public void resume(HandlerName name, String start) throws IOException, InterruptedException {
    Optional<Step> begun = journals.load(name).step();
    if (begun.isEmpty()) {
      return;
    }
    Step step = begun.get();
    Optional<Recorded> recorded = shell.adopt(journals.record(name));
    if (recorded.isEmpty()) {
      journals.change(name, Journal::neverBegun);
      return;
    }
    boolean running = recorded.get().isRunning();
    logger.info(
        "[{}-{}] {} of an earlier agent {}",
        name,
        step.version(),
        step.kind().word(),
        running ? "still runs and is waited for" : "has ended meanwhile");
    PassId pass = running ? new PassId(step.pass().goalState(), start) : step.pass();
    finish(name, step.in(pass), recorded.get(), Afterwards.NOTHING);
  }
}
