// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Traces;

/** What the table says of a machine's traces. */
final class TraceLists {
  private TraceLists() {}

  static Traces of(DistroTable.Row row) {
    return new Traces(
        paths(DistroTable.HISTORIES),
        paths(DistroTable.RESOLVER_MAKERS),
        Optional.of(row.unitFolder()).filter(folder -> !folder.isEmpty()).map(Path::of),
        paths(DistroTable.EMPTIED),
        paths(DistroTable.GONE),
        paths(DistroTable.CACHES),
        DistroTable.TYPED);
  }

  private static List<Path> paths(List<String> texts) {
    return texts.stream().map(Path::of).toList();
  }
}
