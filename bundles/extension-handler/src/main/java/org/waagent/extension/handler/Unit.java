// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;

/**
 * What is processed in one go: a handler with one of its settings, or a handler without settings.
 *
 * @param handler as the goal state has it
 * @param settings one of its settings; empty where it has none
 */
public record Unit(Handler handler, Optional<Extension> settings) {
  public Unit {
    requireNonNull(handler, "handler");
    requireNonNull(settings, "settings");
  }

  /** Publisher and type. */
  public HandlerName name() {
    return handler.name();
  }

  /** Whether the handler has several configurations and this is one of them. */
  public boolean isMultiConfig() {
    return handler.multiConfig() && settings.isPresent();
  }

  /** Name of one of several settings; empty text for a single configuration. */
  public String settingsName() {
    return isMultiConfig() ? settings.orElseThrow().name() : "";
  }

  /** What stands before the sequence number in the names of settings and status files. */
  public String filePrefix() {
    return isMultiConfig() ? settingsName() + "." : "";
  }

  /** Number of the settings; 0 without settings. */
  public int sequenceNumber() {
    return settings.map(Extension::sequenceNumber).orElse(0);
  }

  /** Handler and, for one of several configurations, its name. */
  public String label() {
    return isMultiConfig() ? name() + "." + settingsName() : name().text();
  }

  /** The label with a version. */
  public String fullName(String version) {
    return label() + "-" + version;
  }

  /** Whether the unit is to be enabled. */
  public boolean isEnabled() {
    return handler.requested() == RequestedState.ENABLED && !isRemovedSettings();
  }

  /** Whether the handler stays, but this one of its settings goes. */
  public boolean isRemovedSettings() {
    return handler.requested() == RequestedState.ENABLED
        && isMultiConfig()
        && settings.orElseThrow().requested() != RequestedState.ENABLED;
  }

  /**
   * Place in the order of processing: what goes away first, in reverse order of dependency, then
   * what is enabled, in order of dependency.
   */
  public int rank() {
    int level = settings.map(Extension::dependencyLevel).orElse(0);
    return isEnabled() ? level : -level - 1;
  }
}
