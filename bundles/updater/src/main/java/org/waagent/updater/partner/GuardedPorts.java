// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.host.ArtifactSource;
import org.waagent.host.Proxy;
import org.waagent.os.Files;
import org.waagent.os.Shell;

/** Makes of a port what a feature gets of it. */
final class GuardedPorts {
  private final Refusals refusals;

  GuardedPorts(Refusals refusals) {
    this.refusals = refusals;
  }

  /**
   * A port for a feature that declared it.
   *
   * @param type full name of the port
   * @param port the agent's own
   * @param files the agent's own, by which folders are judged
   */
  Object of(String type, Object port, Supplier<Optional<Files>> files, Grant grant) {
    if (type.equals(Files.class.getName())) {
      return new GuardedFiles((Files) port, grant, refusals);
    }
    if (type.equals(Shell.class.getName())) {
      return new GuardedShell((Shell) port, () -> folders(files, grant), grant, refusals);
    }
    if (type.equals(ArtifactSource.class.getName())) {
      return new GuardedArtifacts((ArtifactSource) port, grant, refusals);
    }
    if (type.equals(Proxy.class.getName())) {
      return new GuardedProxy((Proxy) port, grant, refusals);
    }
    // What has neither paths, programs nor hosts is given as it is, or not at all.
    return port;
  }

  private GuardedFiles folders(Supplier<Optional<Files>> files, Grant grant) {
    return new GuardedFiles(
        files.get().orElseThrow(() -> new IllegalStateException("no files at the moment")),
        grant,
        refusals);
  }
}
