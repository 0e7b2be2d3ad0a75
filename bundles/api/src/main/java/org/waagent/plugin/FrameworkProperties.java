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

  /** Id of the set of bundles that runs; {@link #INSTALLED} where it is the installation's own. */
  public static final String SET = "org.waagent.set";

  /** Value of {@link #SET} for the installation's own set. */
  public static final String INSTALLED = "installed";

  /** How the set that runs was chosen: {@code committed}, {@code previous}, {@code staged}. */
  public static final String SET_CHOICE = "org.waagent.set.choice";

  /** Value of {@link #SET_CHOICE} for the set that was found good, and where there is no other. */
  public static final String COMMITTED = "committed";

  /** Value of {@link #SET_CHOICE} for a set that runs because the committed one is damaged. */
  public static final String PREVIOUS = "previous";

  /** Value of {@link #SET_CHOICE} for a set that has yet to be found good. */
  public static final String STAGED = "staged";

  /** What was wrong with sets that were passed over, in one line; not set if nothing was. */
  public static final String SET_TROUBLE = "org.waagent.set.trouble";

  /**
   * Property of a service of type {@link Runnable} that the launcher of a daemon offers: running it
   * begins a clean restart of the agent and returns at once.
   */
  public static final String RESTART = "org.waagent.restart";

  /**
   * Property of a service of type {@link java.util.function.BooleanSupplier} that the launcher of a
   * daemon offers: asking it has the class-data archive made anew in the background where that was
   * made of another set than the committed one, and the machine has nothing else to do. It tells
   * whether nothing is left to do, and returns at once.
   */
  public static final String ARCHIVE = "org.waagent.archive";

  /**
   * Names of plugins that are not asked in this start, with commas between; conditions they own
   * count as settled. Not set where all are asked.
   */
  public static final String WITHOUT = "org.waagent.without";

  private FrameworkProperties() {}
}
