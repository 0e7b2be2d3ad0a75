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

/** What the engine stands on. */
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
