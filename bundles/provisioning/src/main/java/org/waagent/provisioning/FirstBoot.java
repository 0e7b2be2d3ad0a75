// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.host.HealthSink;
import org.waagent.os.Clock;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Wanted;
import org.waagent.provisioning.medium.DvdSource;
import org.waagent.provisioning.medium.DvdSource.MissingException;
import org.waagent.provisioning.medium.MediumReader;
import org.waagent.provisioning.medium.MetadataSource;
import org.waagent.provisioning.medium.Reading;
import org.waagent.provisioning.medium.Sources;
import org.waagent.provisioning.ovf.OvfDocument;
import org.waagent.provisioning.ovf.OvfException;
import org.waagent.provisioning.ovf.OvfFile;
import org.waagent.provisioning.state.Marker;
import org.waagent.provisioning.state.Steps;
import org.waagent.provisioning.step.CertificateWait;
import org.waagent.provisioning.step.FailureEvent;
import org.waagent.provisioning.step.FirstBootSteps;
import org.waagent.provisioning.step.Toolbox;

/**
 * The first boot in two plans. The first one reads the medium; the second one, made as soon as that
 * is done, has the steps, each with what the medium says. So every plan tells what it will do.
 */
final class FirstBoot {
  /** The platform gives a new machine 40 minutes. */
  private static final Duration LIMIT = Duration.ofMinutes(40);

  private final MediumReader medium;
  private final FirstBootSteps steps;
  private final HealthSink health;
  private final Clock clock;
  private final FailureEvent failure;

  FirstBoot(MediumReader medium, FirstBootSteps steps, HealthSink health, Toolbox tools) {
    this.medium = medium;
    this.steps = steps;
    this.health = health;
    this.clock = tools.clock();
    this.failure = new FailureEvent(tools.telling());
  }

  /**
   * Puts it together.
   *
   * @param found hears that the medium was read
   */
  static FirstBoot of(
      Toolbox tools, Sources sources, HealthSink health, Marker marker, MediumReader.Noting found) {
    OvfFile copy = new OvfFile(tools.files(), tools.directories().lib());
    DvdSource drives =
        new DvdSource(
            sources.drives(),
            tools.files(),
            tools.directories().dvdMountPoint(),
            copy,
            tools.logger());
    MetadataSource metadata = new MetadataSource(sources.metadata());
    MediumReader medium =
        new MediumReader(drives, metadata, copy, tools.clock(), found, tools.logger());
    CertificateWait certificates = new CertificateWait(tools.files(), tools.clock());
    FirstBootSteps steps = new FirstBootSteps(tools, sources.drives(), certificates, marker);
    return new FirstBoot(medium, steps, health, tools);
  }

  /**
   * What is to be done on a machine that is not marked yet.
   *
   * @param told where the host key is told; empty while there is no goal state
   */
  Plan plan(Wanted wanted, Steps journal, Optional<HealthSink> told) throws IOException {
    Optional<Reading> reading =
        given(wanted)
            .or(medium::reading)
            .or(() -> medium.kept(document -> isEnough(document, journal)));
    if (reading.isEmpty()) {
      Outcome settled =
          new Outcome.Running("the machine is provisioned", clock.instant().plus(LIMIT));
      Change read = new Announced(medium, () -> foreseen(journal), this::failed);
      return new Plan(List.of(read), settled);
    }
    List<Change> changes = new ArrayList<>();
    for (Change step : steps.missing(reading.get(), journal, told)) {
      changes.add(Announced.last(step, this::failed));
    }
    return new Plan(changes, Outcome.done());
  }

  private void failed(Outcome.Failed failed) {
    failure.tell(failed.text());
  }

  /** What the second plan will have: what the medium asks for, if it is there already. */
  private List<Change> foreseen(Steps journal)
      throws IOException, OvfException, InterruptedException {
    try {
      return steps.foreseen(medium.look(), journal, health);
    } catch (MissingException e) {
      return steps.foreseen(e.getMessage(), journal, health);
    }
  }

  /** What is left to do on a machine that this agent, or a killed predecessor, has marked. */
  Plan rest(Steps journal, Optional<HealthSink> told) {
    return journal.isEmpty() ? Plan.nothing() : new Plan(steps.rest(journal, told), Outcome.done());
  }

  private static Optional<Reading> given(Wanted wanted) {
    return wanted
        .ovfEnvironment()
        .map(
            environment ->
                new Reading(
                    new OvfDocument(environment, "" + environment.provisionGuestAgent(), List.of()),
                    Optional.empty(),
                    "the core"));
  }

  private static boolean isEnough(OvfDocument document, Steps journal) {
    boolean needsPassword = document.environment().password().isPresent();
    return journal.isBegun(FirstBootSteps.MEDIUM)
        && (!needsPassword || journal.isDone(FirstBootSteps.PASSWORD));
  }
}
