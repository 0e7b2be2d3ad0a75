// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.nio.file.Path;
import org.osgi.service.log.Logger;
import org.waagent.os.Accounts;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.HostNames;
import org.waagent.os.Machine;
import org.waagent.os.SecurityLabels;
import org.waagent.os.Services;
import org.waagent.os.Shell;
import org.waagent.os.Users;
import org.waagent.provisioning.config.Config;
import org.waagent.provisioning.config.OsConfig;

/** What the steps work with. */
public record Toolbox(
    Config config,
    OsConfig osConfig,
    Files files,
    Shell shell,
    Users users,
    Accounts accounts,
    HostNames hostNames,
    SecurityLabels labels,
    Services services,
    Machine machine,
    Clock clock,
    Directories directories,
    Telling telling,
    Logger logger) {
  /** The folder of the SSH server. */
  public Path sshDir() {
    return Path.of("/").resolve(osConfig.sshDir());
  }

  /** Tells the platform's telemetry. */
  @FunctionalInterface
  public interface Telling {
    /**
     * Tells of something that was done.
     *
     * @param operation one of the platform's words
     */
    void event(String operation, boolean success, String message);
  }
}
