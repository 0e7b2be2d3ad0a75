// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.Removal;

/**
 * A removal that has begun, on disk: its scope in the first line, then each plugin that is done.
 */
final class RemovalFile {
  private static final int MOST = 64 * 1024;

  private final Files files;
  private final Path file;

  /**
   * @param state the core's own folder
   */
  RemovalFile(Path state, Files files) {
    this.file = state.resolve("removal");
    this.files = files;
  }

  /** What stands there; a scope nobody knows is no removal of ours. */
  record Begun(Removal scope, List<String> done) {}

  Optional<Begun> read() throws IOException {
    try {
      List<String> lines = files.readText(file, MOST).lines().toList();
      return lines.isEmpty()
          ? Optional.empty()
          : scope(lines.get(0)).map(scope -> new Begun(scope, lines.subList(1, lines.size())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<Removal> scope(String name) {
    return List.of(Removal.values()).stream().filter(one -> one.name().equals(name)).findFirst();
  }

  void write(Removal scope, Collection<String> done) throws IOException {
    List<String> lines = new ArrayList<>(List.of(scope.name()));
    lines.addAll(done);
    files.makeFolder(file.getParent(), Mode.OWNER_FOLDER);
    byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    files.write(file, content, Mode.OWNER_ONLY);
  }

  void remove() throws IOException {
    files.delete(file);
  }
}
