// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.history.History;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.Plugins;
import org.waagent.goalstate.GoalState;
import org.waagent.host.StatusSink;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.plugin.Status;

/**
 * What a publisher is made of.
 *
 * @param plugins whose reports it merges
 * @param newest goal state whose status blob gets the report
 * @param sink takes the report
 * @param machine facts for the report
 * @param agent as a whole
 * @param logger gets what changes
 * @param listener is told what concerns others
 */
public record Publishing(
    Plugins plugins,
    Supplier<Optional<GoalState>> newest,
    StatusSink sink,
    Machine machine,
    RunningAgent agent,
    Logger logger,
    Listener listener) {

  /** Gets what concerns others. */
  public interface Listener {
    /** The goal state in force names no status blob. */
    void blobMissing();

    /** How reporting goes has changed. */
    void changed();

    /**
     * The publisher's timer woke the agent. On the timer's thread.
     *
     * @param next how long until it does so again at the latest
     */
    void awake(Duration next);
  }

  /**
   * What it keeps on disk.
   *
   * @param state the core's own folder
   * @param files where that is
   * @param history gets copies
   */
  public record Disk(Path state, Files files, History history) {}

  /** The publisher; it does nothing before it is started. */
  public StatusPublisher publisher(
      Lanes lanes, Supplier<Duration> period, Disk disk, Convergence convergence) {
    Reports reports = new Reports(plugins::runners, plugins::wanted, logger);
    Outbox outbox =
        new Outbox(new OutboxFile(disk.state(), disk.files()), lanes.lane("outbox"), logger);
    DeliveryLog log = new DeliveryLog(lanes.clock(), logger);
    Uploads uploads = new Uploads(sink, lanes);
    Lane sending = lanes.lane("status");
    StatusSender sender =
        new StatusSender(
            new Facts(
                newest,
                plugins,
                convergence,
                new HistoryCopy(disk.history(), lanes.lane("history")),
                listener),
            reports,
            new Gathered(agent, machine),
            uploads,
            outbox,
            log,
            sending,
            lanes.clock());
    return new StatusPublisher(
        new StatusPublisher.Parts(reports, sender, uploads, outbox, log, sending),
        lanes,
        period,
        listener::awake);
  }

  private record Facts(
      Supplier<Optional<GoalState>> goalState,
      Plugins all,
      Convergence convergence,
      HistoryCopy history,
      Listener listener)
      implements StatusSender.Sources {
    @Override
    public Optional<GoalState> newest() {
      return goalState.get();
    }

    @Override
    public List<PluginRunner> plugins() {
      return all.runners();
    }

    @Override
    public boolean converged(boolean processed, List<Status> statuses) {
      convergence.look(processed, statuses);
      return convergence.isConverged();
    }

    @Override
    public void copy(Aggregate content, byte[] text) {
      if (history.take(content, text)) {
        listener.changed();
      }
    }

    @Override
    public void blobMissing() {
      listener.blobMissing();
    }

    @Override
    public void changed() {
      listener.changed();
    }
  }
}
