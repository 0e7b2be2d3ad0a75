// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** Asks for a new plan because the machine changed. The core provides it as a service. */
@ProviderType
public interface Replan {
  /**
   * Plans soon; several requests before that make one plan. Returns at once.
   *
   * @param plugin name of the plugin to plan
   * @param why what changed, shown in {@code waagent status}
   */
  void ask(String plugin, String why);
}
