// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.timeline.Timeline;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.plugin.AgentStart;

/**
 * What the engine stands on.
 *
 * @param start of the agent, as the launcher names it
 * @param agent as a whole
 * @param declaredOwners those of some conditions that an installed bundle says it settles
 * @param publish publishes a condition by its id
 * @param heartbeat gets each heartbeat line
 * @param without names of plugins that are not asked in this start
 */
record Ports(
    Files files,
    Directories directories,
    Machine machine,
    Lanes lanes,
    Logger logger,
    Host host,
    AgentStart start,
    RunningAgent agent,
    Function<Set<String>, Set<String>> declaredOwners,
    Consumer<String> publish,
    Consumer<String> heartbeat,
    Timeline timeline,
    Set<String> without) {}
