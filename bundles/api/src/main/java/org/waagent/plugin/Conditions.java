// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

/**
 * Ids of the conditions a plugin may wait for.
 *
 * <p>A condition is a service of type {@code org.osgi.service.condition.Condition} with the
 * property {@code osgi.condition.id}. It means: settled in this boot. It is published once its
 * owner returned an outcome other than {@link Outcome.Running} or {@link Outcome.RetryLater}, or by
 * the core where no installed plugin owns it, and is never withdrawn while the agent runs. Wait for
 * one with a reference:
 *
 * <pre>{@code
 * @Reference(target = "(osgi.condition.id=" + Conditions.PROVISIONED + ")") Condition provisioned
 * }</pre>
 *
 * <p>A plugin owns a condition if its component has the property {@link #SETTLES} with its id.
 * Where a machine is provisioned without an agent, only plugins that own one are asked.
 */
public final class Conditions {
  /** {@code waagent.conf} was read and every section has its configuration. */
  public static final String CONFIGURED = "configured";

  /** The machine's network is set up. */
  public static final String NETWORK_READY = "network-ready";

  /** The machine has its users, keys and host name. */
  public static final String PROVISIONED = "provisioned";

  /** The resource disk is mounted, or it was decided that it is not. */
  public static final String RESOURCE_DISK_MOUNTED = "resource-disk-mounted";

  /** Component property: ids of the conditions a plugin owns, text or array of texts. */
  public static final String SETTLES = "waagent.settles";

  private Conditions() {}
}
