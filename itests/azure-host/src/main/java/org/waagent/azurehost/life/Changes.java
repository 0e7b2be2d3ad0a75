// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was written over the system's folders.
 *
 * @param over has {@code FOLDER/up} for each, upper folders of overlays
 */
record Changes(Path over) {
  private static final List<String> OURS =
      List.of("/usr/sbin/waagent", "/var/lib/waagent", "/var/log/azure", "/var/log/waagent.log");

  List<String> list() {
    try (Stream<Path> systems = Files.list(over)) {
      return systems.flatMap(this::in).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<String> in(Path system) {
    Path up = system.resolve("up");
    try (Stream<Path> all = Files.walk(up)) {
      return all
          .map(file -> told(file, "/" + system.getFileName() + "/" + up.relativize(file)))
          .flatMap(Optional::stream)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> told(Path file, String name) {
    boolean ours = OURS.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "/"));
    if (ours || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    boolean plain =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file);
    return Optional.of(plain ? name : name + " (removed)");
  }
}
