// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Layout;

/** What the table says of a family, in the words of the port. */
final class Layouts {
  private Layouts() {}

  static Layout of(String family) {
    DistroTable.Row row = DistroTable.row(family);
    DistroTable.Setup setup = DistroTable.setup(family);
    boolean resolvconf = family.startsWith("Ubuntu") && !setup.keepsResolver();
    return new Layout(
        Optional.of(row.sshService()).filter(name -> !name.isEmpty()),
        setup.editsSshdConfig(),
        paths(DistroTable.LEASE_FOLDERS),
        paths(DistroTable.LEASE_FILES),
        Path.of(DistroTable.RESOLV_CONF),
        setup.keepsResolver(),
        resolvconf ? paths(DistroTable.RESOLVCONF_SOURCES) : List.of(),
        Path.of(DistroTable.RESOLVCONF_LINK),
        setup.forgetsMachineId() ? Optional.of(Path.of(DistroTable.MACHINE_ID)) : Optional.empty(),
        paths(DistroTable.SEEDS));
  }

  private static List<Path> paths(List<String> texts) {
    return texts.stream().map(Path::of).toList();
  }
}
