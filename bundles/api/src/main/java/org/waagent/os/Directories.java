// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the agent keeps its things, from {@code waagent.conf}. The values hold for one start of the
 * agent.
 */
@ProviderType
public interface Directories {
  /** {@code Lib.Dir}: the agent's own folder, {@code /var/lib/waagent}. */
  Path lib();

  /** {@code Extension.LogDir}: logs of extensions, {@code /var/log/azure}. */
  Path extensionLogs();

  /** The agent's log, {@code Logs.File}: {@code /var/log/waagent.log}. */
  Path log();

  /** {@code Pid.File}: {@code /var/run/waagent.pid}. */
  Path pidFile();

  /** {@code DVD.MountPoint}: where the provisioning medium is mounted. */
  Path dvdMountPoint();

  /**
   * A folder below {@link #lib} that belongs to one plugin alone. It is not made by this call.
   *
   * @param plugin name of the plugin
   */
  Path state(String plugin);
}
