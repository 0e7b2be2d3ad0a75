// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

/** Names of the framework properties the launcher sets; read them from the bundle context. */
public final class FrameworkProperties {
  /** Id of this start of the agent, see {@link AgentStart}. */
  public static final String START = AgentStart.PROPERTY;

  /** Version of the running set of bundles, for example {@code 3.0.0}. */
  public static final String VERSION = "org.waagent.version";

  /** Path of {@code waagent.conf}. */
  public static final String CONFIGURATION_FILE = "org.waagent.configuration-file";

  /** {@code daemon} or {@code one-shot}. */
  public static final String MODE = "org.waagent.mode";

  /** Value of {@link #MODE} in a daemon. */
  public static final String DAEMON = "daemon";

  /** Value of {@link #MODE} for a single command. */
  public static final String ONE_SHOT = "one-shot";

  /** Folder the agent is installed in. */
  public static final String HOME = "org.waagent.home";

  /** Name of the feature that runs, for example {@code standard}. */
  public static final String FEATURE = "org.waagent.feature";

  /** Root all paths are resolved under; {@code /} where it is not set. */
  public static final String ROOT = "org.waagent.root";

  /** {@code true} if the command line asked for more detail. */
  public static final String VERBOSE = "org.waagent.verbose";

  private FrameworkProperties() {}
}
