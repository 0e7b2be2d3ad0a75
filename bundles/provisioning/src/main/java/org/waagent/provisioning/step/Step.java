// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.ssh.KeyException;
import org.waagent.provisioning.state.Steps;

/** One step: made once on a machine, and noted in the journal when it is done. */
final class Step implements Change {
  private final StepName name;
  private final int code;
  private final Steps journal;
  private final Doing doing;
  private final List<String> buildsOn;
  private final Optional<Duration> limit;

  /** What a step does. */
  @FunctionalInterface
  interface Doing {
    Outcome apply() throws IOException, KeyException, InterruptedException;
  }

  /**
   * @param code of its failure
   */
  Step(
      StepName name,
      int code,
      Steps journal,
      Doing doing,
      List<String> buildsOn,
      Optional<Duration> limit) {
    this.name = name;
    this.code = code;
    this.journal = journal;
    this.doing = doing;
    this.buildsOn = List.copyOf(buildsOn);
    this.limit = limit;
  }

  @Override
  public String id() {
    return name.says();
  }

  @Override
  public List<String> buildsOn() {
    return buildsOn;
  }

  @Override
  public Optional<Duration> limit() {
    return limit;
  }

  @Override
  public Outcome apply() throws InterruptedException {
    try {
      Outcome outcome = doing.apply();
      if (outcome instanceof Outcome.Done) {
        journal.done(name.key());
      }
      return outcome;
    } catch (IOException | KeyException | IllegalArgumentException e) {
      return new Outcome.Failed(code, "Failed to provision: " + name.says() + ": " + text(e));
    }
  }

  /** The system's exceptions say a path and not what is wrong with it. */
  private static String text(Exception e) {
    String message = e.getMessage();
    boolean own = e.getClass() == IOException.class || !(e instanceof IOException);
    return own && message != null ? message : e.getClass().getSimpleName() + " " + message;
  }
}
