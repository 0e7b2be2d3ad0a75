// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.waagent.core.Agent;
import org.waagent.core.status.Situation;
import org.waagent.os.Directories;
import org.waagent.os.Files;

/** Finds what is known of the agent, in a daemon and without one. */
@Component(service = LatestSource.class)
public final class LatestSource {
  private final Optional<Situation> running;
  private final Directories directories;
  private final Files files;

  @Activate
  public LatestSource(
      @Reference(
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Agent> agents,
      @Reference Directories directories,
      @Reference Files files) {
    this(
        agents.isEmpty() ? Optional.empty() : Optional.of(agents.get(0).situation()),
        directories,
        files);
  }

  /** What a verb sees of an agent that runs, or of none. */
  public LatestSource(Optional<Situation> running, Directories directories, Files files) {
    this.running = running;
    this.directories = directories;
    this.files = files;
  }

  /** How the running agent is; empty without one. */
  Optional<Situation> running() {
    return running;
  }

  /**
   * What is known now.
   *
   * @throws IOException if there is no running agent and what the last one left can't be read
   */
  Latest latest() throws IOException {
    return running.isPresent()
        ? new Latest(Optional.of(running.get().json()), true)
        : Latest.onDisk(directories.state("core"), files);
  }
}
