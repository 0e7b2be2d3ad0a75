// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.host.HealthSink;
import org.waagent.os.OpticalDrives;
import org.waagent.plugin.Change;
import org.waagent.provisioning.medium.Reading;
import org.waagent.provisioning.state.Marker;
import org.waagent.provisioning.state.Steps;

/** The steps of a first boot in their order, less those that are made. */
public final class FirstBootSteps {
  /** In the journal: the medium was read and is kept without its secrets. */
  public static final String MEDIUM = "medium";

  /** In the journal: the password is set, so the medium's secrets are not needed any more. */
  public static final String PASSWORD = AccountSteps.PASSWORD.key();

  /** In the journal: nothing is left to do. */
  public static final String LAST = HostKeyReport.STEP.key();

  static final StepName HOST_NAME = new StepName("host-name", "set the host name");

  private final Toolbox tools;
  private final OpticalDrives drives;
  private final CertificateWait certificates;
  private final Marker marker;

  public FirstBootSteps(
      Toolbox tools, OpticalDrives drives, CertificateWait certificates, Marker marker) {
    this.tools = tools;
    this.drives = drives;
    this.certificates = certificates;
    this.marker = marker;
  }

  /**
   * What is missing until the machine is provisioned.
   *
   * @param reading what is wanted
   * @param health where the host key is told; empty while there is no goal state
   */
  public List<Change> missing(Reading reading, Steps journal, Optional<HealthSink> health)
      throws IOException {
    OvfEnvironment wanted = reading.document().environment();
    Draft draft = new Draft(journal);
    AccountSteps accounts = new AccountSteps(tools);
    SshdSteps sshd = new SshdSteps(tools);
    EndSteps end = new EndSteps(tools, marker);
    hostName(draft, wanted.hostName());
    accounts.add(draft, wanted);
    new HostKeySteps(tools).add(draft);
    sshd.add(draft, wanted);
    new KeySteps(tools, certificates).add(draft, wanted);
    new CustomDataSteps(tools).add(draft, wanted.customData());
    accounts.addRoot(draft);
    sshd.addRestart(draft);
    end.addMarker(draft, reading.document().guestAgent());
    new CustomDataSteps(tools).addRun(draft);
    new HostKeyReport(tools).add(draft, health);
    end.addEject(draft, drives, reading.drive());
    return draft.changes();
  }

  /**
   * What would be missing, told before it is made.
   *
   * @param reading what the medium says
   * @param health where the host key will be told
   */
  public List<Change> foreseen(Reading reading, Steps journal, HealthSink health)
      throws IOException {
    Told told = new Told(reading.document());
    List<Change> foreseen = new ArrayList<>();
    foreseen.add(Foreseen.note("take the OVF environment of " + reading.source()));
    for (Change step : missing(reading, journal, Optional.of(health))) {
      foreseen.add(new Foreseen(step.id(), told.of(step), step.buildsOn()));
    }
    return foreseen;
  }

  /**
   * What could be missing: all that a medium may ask for.
   *
   * @param unseen why it can't be told what it asks for
   * @param health where the host key will be told
   */
  public List<Change> foreseen(String unseen, Steps journal, HealthSink health) throws IOException {
    Optional<Path> drive = drives.drives().stream().findFirst();
    Optional<HealthSink> told = Optional.of(health);
    List<String> always =
        missing(Sample.least(drive), journal, told).stream().map(Change::id).toList();
    List<Change> foreseen = new ArrayList<>();
    foreseen.add(Foreseen.note("wait for one that can be read; now: " + unseen));
    for (Change step : missing(Sample.most(drive), journal, told)) {
      String when = always.contains(step.id()) ? "" : ", if the medium asks for it";
      foreseen.add(new Foreseen(step.id(), step.description() + when, step.buildsOn()));
    }
    return foreseen;
  }

  /** What is missing once the machine is marked: what a killed agent did not come to. */
  public List<Change> rest(Steps journal, Optional<HealthSink> health) {
    Draft draft = new Draft(journal);
    new CustomDataSteps(tools).addRun(draft);
    new HostKeyReport(tools).add(draft, health);
    return draft.changes();
  }

  private void hostName(Draft draft, String name) throws IOException {
    boolean set =
        tools.machine().hostName().equals(name)
            && tools.hostNames().kept().equals(Optional.of(name));
    if (!set) {
      draft.add(HOST_NAME, Codes.HOST_NAME, () -> tools.hostNames().set(name));
    }
  }
}
