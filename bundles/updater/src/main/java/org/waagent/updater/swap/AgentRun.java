// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import org.osgi.framework.BundleContext;
import org.waagent.plugin.FrameworkProperties;

/**
 * One start of the agent's process, as the launcher tells.
 *
 * @param start its id
 * @param set it was started with
 * @param choice how that set was chosen
 * @param trouble what was wrong with sets that were passed over
 * @param mode whether a daemon runs
 */
public record AgentRun(String start, String set, String choice, String trouble, Mode mode) {
  public AgentRun {
    requireNonNull(start, "start");
    requireNonNull(set, "set");
    requireNonNull(choice, "choice");
    requireNonNull(trouble, "trouble");
    requireNonNull(mode, "mode");
  }

  /** What the bundles were started for. */
  public enum Mode {
    DAEMON,
    ONE_SHOT
  }

  /** The one whose framework this is. */
  public static AgentRun of(BundleContext context) {
    String mode = property(context, FrameworkProperties.MODE, FrameworkProperties.DAEMON);
    return new AgentRun(
        property(context, FrameworkProperties.START, "unknown"),
        property(context, FrameworkProperties.SET, FrameworkProperties.INSTALLED),
        property(context, FrameworkProperties.SET_CHOICE, FrameworkProperties.COMMITTED),
        property(context, FrameworkProperties.SET_TROUBLE, ""),
        mode.equals(FrameworkProperties.DAEMON) ? Mode.DAEMON : Mode.ONE_SHOT);
  }

  private static String property(BundleContext context, String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  boolean isDaemon() {
    return mode == Mode.DAEMON;
  }

  /** Whether the set that runs has yet to be found good. */
  boolean isTrial() {
    return choice.equals(FrameworkProperties.STAGED);
  }
}
