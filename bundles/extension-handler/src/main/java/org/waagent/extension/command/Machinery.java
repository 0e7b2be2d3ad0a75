// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import org.osgi.service.log.Logger;
import org.waagent.extension.handler.HandlerFiles;
import org.waagent.extension.handler.ProgramPlaces;
import org.waagent.extension.resource.Resources;
import org.waagent.host.EndpointInUse;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Shell;
import org.waagent.plugin.GoalStateHistory;

/**
 * The ports handlers are worked on with.
 *
 * @param files the machine's files
 * @param shell starts commands
 * @param resources groups and limits for commands
 * @param clock tells the time
 * @param directories says where things are
 * @param endpoint tells the endpoint
 * @param events tells telemetry
 * @param limits how long things may take
 * @param places decides where handlers are unpacked
 * @param history takes copies of what belongs to a goal state
 * @param logger the agent's log
 */
public record Machinery(
    Files files,
    Shell shell,
    Resources resources,
    Clock clock,
    Directories directories,
    EndpointInUse endpoint,
    Events events,
    Limits limits,
    ProgramPlaces places,
    GoalStateHistory history,
    Logger logger) {
  public Machinery {
    requireNonNull(files, "files");
    requireNonNull(shell, "shell");
    requireNonNull(resources, "resources");
    requireNonNull(clock, "clock");
    requireNonNull(directories, "directories");
    requireNonNull(endpoint, "endpoint");
    requireNonNull(events, "events");
    requireNonNull(limits, "limits");
    requireNonNull(places, "places");
    requireNonNull(history, "history");
    requireNonNull(logger, "logger");
  }

  /** The files a handler finds. */
  public HandlerFiles handlerFiles() {
    return new HandlerFiles(files, clock, directories);
  }
}
