// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a system keeps beyond its {@link Layout} that makes it this one machine and no other of the
 * same image. A glob has a {@code *} in its last name only.
 *
 * <p>The first three are for every removal of a machine's identity; the others for a deep one,
 * which the platform does not ask for.
 *
 * @param histories globs of what the super user typed
 * @param resolverMakers folders of programs that make the file of name servers anew; where it is a
 *     link into one of them, it is theirs
 * @param unitFolder where units of systemd lie that came with packages; empty without systemd
 * @param emptied files whose content makes the machine; they stay, without content
 * @param gone globs of files that the next boot makes anew
 * @param caches folders whose content is of this machine alone
 * @param typed names of files in every home that tell what was typed
 */
public record Traces(
    List<Path> histories,
    List<Path> resolverMakers,
    Optional<Path> unitFolder,
    List<Path> emptied,
    List<Path> gone,
    List<Path> caches,
    List<String> typed) {
  /** None known. */
  public static final Traces NONE =
      new Traces(
          List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());

  public Traces {
    histories = List.copyOf(histories);
    resolverMakers = List.copyOf(resolverMakers);
    requireNonNull(unitFolder, "unitFolder");
    emptied = List.copyOf(emptied);
    gone = List.copyOf(gone);
    caches = List.copyOf(caches);
    typed = List.copyOf(typed);
  }
}
