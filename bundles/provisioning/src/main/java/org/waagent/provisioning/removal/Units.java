// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Directories;
import org.waagent.os.Machine;

/**
 * Units of systemd that agents made while they ran: the boot-time firewall, limits of the agent.
 */
final class Units {
  private static final List<String> DROP_INS =
      List.of(
          "10-Slice.conf", "11-CPUAccounting.conf", "12-CPUQuota.conf", "13-MemoryAccounting.conf");

  private final Machine machine;
  private final Directories directories;

  Units(Machine machine, Directories directories) {
    this.machine = machine;
    this.directories = directories;
  }

  void forget(Draft draft) throws IOException {
    List<Path> paths = new ArrayList<>();
    paths.add(directories.lib().resolve("waagent-network-setup.py"));
    Optional<Path> folder = machine.traces().unitFolder();
    if (folder.isPresent()) {
      String service = machine.distro().agentService();
      paths.add(folder.get().resolve(service + "-network-setup.service"));
      paths.add(folder.get().resolve("azure-walinuxagent-logcollector.slice"));
      Path dropIns = folder.get().resolve(service + ".service.d");
      DROP_INS.forEach(name -> paths.add(dropIns.resolve(name)));
    }
    draft.delete("delete units that agents made", draft.matches(paths));
  }
}
