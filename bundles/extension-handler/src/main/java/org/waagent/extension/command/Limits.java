// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.waagent.extension.handler.CommandKind;

/**
 * How long things may take.
 *
 * @param commands for each kind of command
 * @param dependencies how long the goal state may wait for extensions others depend on
 */
public record Limits(Map<CommandKind, Duration> commands, Duration dependencies) {
  private static final Duration LONG = Duration.ofSeconds(900);
  private static final Duration SHORT = Duration.ofSeconds(300);

  public Limits {
    commands = Map.copyOf(commands);
    requireNonNull(dependencies, "dependencies");
  }

  /** The platform's limits. */
  public static Limits ofPlatform() {
    Map<CommandKind, Duration> commands = new EnumMap<>(CommandKind.class);
    commands.put(CommandKind.INSTALL, LONG);
    commands.put(CommandKind.UPDATE, LONG);
    commands.put(CommandKind.DISABLE, LONG);
    commands.put(CommandKind.ENABLE, SHORT);
    commands.put(CommandKind.UNINSTALL, SHORT);
    return new Limits(commands, Duration.ofMinutes(90));
  }

  /** The limit of a kind of command. */
  public Duration of(CommandKind kind) {
    return commands.get(kind);
  }
}
