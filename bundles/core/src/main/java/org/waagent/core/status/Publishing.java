// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.history.History;
import org.waagent.core.lane.Lanes;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.Plugins;
import org.waagent.goalstate.GoalState;
import org.waagent.host.StatusSink;
import org.waagent.os.Machine;

/**
 * What a publisher is made of.
 *
 * @param plugins whose reports it merges
 * @param newest goal state whose status blob gets the report
 * @param sink takes the report
 * @param machine facts for the report
 * @param version of the agent
 * @param logger gets what changes
 * @param listener is told what concerns others
 */
public record Publishing(
    Plugins plugins,
    Supplier<Optional<GoalState>> newest,
    StatusSink sink,
    Machine machine,
    String version,
    Logger logger,
    Listener listener) {

  /** Gets what concerns others. */
  public interface Listener {
    /** The goal state in force names no status blob. */
    void blobMissing();

    /** How reporting goes has changed. */
    void changed();
  }

  /** The publisher; it does nothing before it is started. */
  public StatusPublisher publisher(
      Lanes lanes, Supplier<Duration> period, History history, Convergence convergence) {
    Reports reports = new Reports(plugins::runners, plugins::wanted, logger);
    StatusSender sender =
        new StatusSender(
            sources(),
            reports,
            new Gathered(version, machine),
            sink,
            history,
            convergence,
            lanes.clock(),
            logger);
    return new StatusPublisher(lanes, period, reports, sender);
  }

  private StatusSender.Sources sources() {
    return new StatusSender.Sources() {
      @Override
      public Optional<GoalState> newest() {
        return newest.get();
      }

      @Override
      public List<PluginRunner> plugins() {
        return plugins.runners();
      }

      @Override
      public void blobMissing() {
        listener.blobMissing();
      }

      @Override
      public void changed() {
        listener.changed();
      }
    };
  }
}
