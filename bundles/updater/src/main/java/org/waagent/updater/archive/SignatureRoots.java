// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;

/** The certificates features must be signed under: files, and folders of files, in PEM. */
public final class SignatureRoots {
  private static final Path MACHINE = Path.of("/etc/waagent/roots.d");
  private static final String PEM = ".pem";

  private final Files files;
  private final List<Path> places;

  /**
   * @param files reads folders
   * @param configured {@code AutoUpdate.SignatureRoots}
   * @param home folder of the installation
   */
  public SignatureRoots(Files files, String configured, Path home) {
    this.files = requireNonNull(files, "files");
    this.places =
        configured.isBlank()
            ? List.of(home.resolve("roots"), MACHINE)
            : Stream.of(configured.split(","))
                .map(String::strip)
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of("/").resolve(place))
                .toList();
  }

  /** Where they are looked for. */
  public List<Path> places() {
    return places;
  }

  /**
   * The files there are: of a folder those that end in {@code .pem}, by name. A file that is named
   * counts whether it is there or not, so that it is missed.
   */
  public List<Path> pemFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      if (isFolder(place)) {
        for (String name : files.list(place)) {
          if (name.endsWith(PEM)) {
            found.add(place.resolve(name));
          }
        }
      } else if (place.toString().endsWith(PEM) || files.exists(place)) {
        found.add(place);
      }
    }
    return found;
  }

  private boolean isFolder(Path place) throws IOException {
    // A link to a folder is one; its entries can be listed.
    Optional<FileFacts> facts = files.look(place);
    return facts.isPresent()
        && (facts.get().kind() == FileFacts.Kind.FOLDER
            || facts.get().kind() == FileFacts.Kind.LINK && !files.list(place).isEmpty());
  }
}
