// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.extension.GoalRecord.Mode;
import org.waagent.extension.command.Step;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Command;
import org.waagent.os.Result;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * What is done before the extensions themselves: commands left behind, and a start's first steps.
 */
final class StartSteps {
  private final Workbench bench;
  private final Rules rules;

  StartSteps(Workbench bench, Rules rules) {
    this.bench = bench;
    this.rules = rules;
  }

  /** Takes account of commands that were begun and not yet taken account of. */
  List<Change> left(String start) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (HandlerName name : bench.journals().names()) {
      Optional<Step> step = bench.journals().load(name).step();
      if (step.isPresent()) {
        changes.add(resume(name, step.get(), start));
      }
    }
    for (HandlerName name : bench.journals().recorded()) {
      if (bench.journals().load(name).step().isEmpty()) {
        changes.add(stray(name));
      }
    }
    return changes;
  }

  /** A record without a step: its end was taken account of, or the journal that knew it is lost. */
  private Change stray(HandlerName name) {
    Duration limit = bench.machine().limits().of(CommandKind.INSTALL);
    return new Change() {
      @Override
      public String id() {
        return "look after the last command of " + name;
      }

      @Override
      public Optional<Duration> limit() {
        return Optional.of(limit);
      }

      @Override
      public Outcome apply() throws IOException, InterruptedException {
        bench.commands().endStray(name, limit);
        return Outcome.done();
      }
    };
  }

  private Change resume(HandlerName name, Step step, String start) {
    Duration left = Duration.between(bench.machine().clock().instant(), step.deadline());
    return new Change() {
      @Override
      public String id() {
        return "resume " + step.kind().word() + " of " + name;
      }

      @Override
      public Optional<Duration> limit() {
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
      }

      @Override
      public Outcome apply() throws IOException, InterruptedException {
        bench.commands().resume(name, start);
        return Outcome.done();
      }
    };
  }

  /** What is done once in each start of the agent. */
  List<Change> first(Mode mode) {
    List<Change> changes = new ArrayList<>();
    changes.add(Change.of("tell handlers their surroundings", this::environments));
    if (mode == Mode.PROCESS && rules.cloudInit().isPresent()) {
      changes.add(Change.of("wait for cloud-init", () -> cloudInit(rules.cloudInit().get())));
    }
    return changes;
  }

  /** Parts of files and packages that a killed agent left. */
  private void sweep() throws IOException {
    List<Path> folders = new ArrayList<>();
    folders.add(bench.machine().directories().lib());
    folders.add(bench.state());
    folders.add(bench.state().resolve("handlers"));
    for (HandlerFolder folder : bench.store().all()) {
      folders.addAll(List.of(folder.path(), folder.config(), folder.status()));
    }
    for (Path folder : folders) {
      bench.attempt(folder, () -> bench.machine().files().sweep(folder));
    }
    bench.attempt("What was being unpacked", () -> bench.machine().places().sweep());
  }

  private void environments() throws IOException {
    sweep();
    bench.attempt("signing root", () -> bench.sealing().roots().writeBuiltIn());
    bench.attempt(bench.machine().directories().lib(), () -> new LegacyStates(bench).move());
    for (HandlerFolder folder : bench.store().all()) {
      bench.attempt(folder.path(), () -> bench.handlerFiles().environment(folder));
    }
  }

  /** Both may need the package manager at once. What cloud-init says does not stop extensions. */
  private void cloudInit(Duration most) throws InterruptedException {
    Command command = Command.of("cloud-init", "status", "--wait").within(most);
    Result result = bench.machine().shell().run(command);
    bench
        .machine()
        .logger()
        .info(
            "Waited for cloud-init: {}",
            result instanceof Result.Exited exited
                ? "exit code " + exited.code()
                : result.getClass().getSimpleName());
  }
}
