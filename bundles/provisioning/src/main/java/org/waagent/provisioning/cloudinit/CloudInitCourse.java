// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.cloudinit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waagent.host.HealthSink;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.provisioning.ovf.OvfDocument;
import org.waagent.provisioning.ovf.OvfException;
import org.waagent.provisioning.ovf.OvfFile;
import org.waagent.provisioning.ssh.Fingerprint;
import org.waagent.provisioning.ssh.KeyException;
import org.waagent.provisioning.state.Marker;
import org.waagent.provisioning.state.Steps;
import org.waagent.provisioning.step.Codes;
import org.waagent.provisioning.step.FailureEvent;
import org.waagent.provisioning.step.HostKeyReport;
import org.waagent.provisioning.step.Toolbox;

/**
 * A first boot on which cloud-init makes the machine. The agent makes nothing: it waits until
 * cloud-init has put the medium's document into the agent's folder and made a host key, then marks
 * the machine and tells the platform that key.
 */
public final class CloudInitCourse {
  /** The platform gives a new machine 40 minutes. */
  static final Duration LIMIT = Duration.ofMinutes(40);

  private static final int MOST = 64 * 1024;
  private static final List<String> KINDS = List.of("rsa", "ecdsa", "ed25519");

  private final Toolbox tools;
  private final Files files;
  private final Marker marker;
  private final OvfFile copy;
  private final Wait wait;
  private final HostKeyReport report;
  private final FailureEvent failure;

  /**
   * @param changed runs when it is worth to plan again
   */
  public CloudInitCourse(Toolbox tools, Marker marker, Runnable changed) {
    this.tools = tools;
    this.files = tools.files();
    this.marker = marker;
    this.copy = new OvfFile(files, tools.directories().lib());
    this.wait = new Wait(files, tools.clock(), LIMIT, changed);
    this.report = new HostKeyReport(tools);
    this.failure = new FailureEvent(tools.telling());
  }

  /**
   * What is to be done now; while something is missing, nothing but to wait.
   *
   * @param journal gets that the host key is to be told
   * @param health where it is told; empty while there is no goal state
   */
  public Plan plan(Steps journal, Optional<HealthSink> health) throws IOException {
    if (wait.find(List.of(copy.path())).isEmpty()) {
      return missing("cloud-init to write " + copy.path(), Codes.NO_MEDIUM);
    }
    OvfDocument document;
    try {
      Optional<OvfDocument> read = copy.read();
      if (read.isEmpty()) {
        return missing("cloud-init to write " + copy.path(), Codes.NO_MEDIUM);
      }
      document = read.get();
    } catch (OvfException e) {
      // Half written, or wrong: only what comes next can tell.
      return missing(
          "an understandable " + copy.path() + " (" + e.getMessage() + ")", Codes.BAD_DOCUMENT);
    }
    if (fingerprint().isEmpty()) {
      return missing("cloud-init to make an SSH host key in " + tools.sshDir(), Codes.HOST_KEYS);
    }
    List<Change> changes = new ArrayList<>();
    String guestAgent = document.guestAgent();
    changes.add(
        Change.of("mark what cloud-init made as provisioned", () -> mark(guestAgent, journal)));
    changes.addAll(report.left(journal, health));
    return new Plan(changes, Outcome.done());
  }

  private Plan missing(String what, int code) throws IOException {
    Outcome outcome = wait.goesOn(what, code);
    if (outcome instanceof Outcome.Failed failed) {
      wait.end();
      CloudInit.Finding finding = finding();
      String more = finding.enabled() ? "" : "; cloud-init is not enabled: " + finding.why();
      String text = failed.text() + more;
      failure.tell(text);
      return Plan.nothing(new Outcome.Failed(failed.code(), text));
    }
    return Plan.nothing(outcome);
  }

  private CloudInit.Finding finding() {
    try {
      return new CloudInit(files, tools.services()).look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CloudInit.Finding(true, "interrupted");
    }
  }

  /** cloud-init may delete the image's keys while we look: what is gone was not there. */
  private Optional<Fingerprint> fingerprint() throws IOException {
    Optional<Path> key = wait.find(keys());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = new String(files.read(key.get(), MOST), StandardCharsets.UTF_8);
      return Optional.of(Fingerprint.of(text.strip()));
    } catch (NoSuchFileException | KeyException e) {
      tools.logger().debug("{} is no key yet: {}", key.get(), e.getMessage());
      return Optional.empty();
    }
  }

  private List<Path> keys() {
    String kind = tools.config().sshHostKeyPairType().toLowerCase(Locale.ROOT);
    List<String> kinds = KINDS.contains(kind) ? List.of(kind) : KINDS;
    return kinds.stream()
        .map(one -> tools.sshDir().resolve("ssh_host_" + one + "_key.pub"))
        .toList();
  }

  private void mark(String guestAgent, Steps journal) throws IOException {
    wait.end();
    report.owe(journal);
    tools.telling().event("ProvisionGuestAgent", true, guestAgent);
    if (guestAgent.strip().equalsIgnoreCase("false")) {
      Path asleep = tools.directories().lib().resolve("disable_agent");
      tools.logger().warn("The agent is not wanted on this machine; {} says so", asleep);
      files.write(asleep, new byte[0], Mode.PUBLIC);
    }
    marker.write(tools.machine().instanceId());
    tools.telling().event("Provision", true, "Provisioning with cloud-init succeeded");
  }
}
