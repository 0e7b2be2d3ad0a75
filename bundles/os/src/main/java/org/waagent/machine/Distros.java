// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waagent.os.Distro;
import org.waagent.os.Files;

/** Finds out what system this is. */
final class Distros {
  private final Source source;
  private final String kernel;
  private final String kernelRelease;

  /**
   * @param kernel its name, for example {@code Linux}
   * @param kernelRelease its version
   */
  Distros(Files files, String kernel, String kernelRelease) {
    this.source = new Source(files);
    this.kernel = kernel;
    this.kernelRelease = kernelRelease;
  }

  Distro find() throws IOException {
    Identity it = identity();
    DistroTable.Row row = DistroTable.row(Families.of(it));
    return new Distro(
        it.name(),
        it.version(),
        it.fullName(),
        row.family(),
        row.agentService(),
        Path.of(row.configurationFile()));
  }

  private Identity identity() throws IOException {
    return switch (kernel) {
      case "FreeBSD", "OpenBSD", "NS-BSD" -> bsd();
      default -> new Markers(source).apply(linux());
    };
  }

  private Identity bsd() {
    String name = kernel.replace("-", "").toLowerCase(Locale.ROOT);
    String version = kernelRelease.replaceFirst("-.*", "");
    return new Identity(name, version, "", kernel + " " + kernelRelease, List.of());
  }

  private Identity linux() throws IOException {
    for (String file : DistroTable.OS_RELEASE) {
      Optional<String> text = source.text(file);
      if (text.isPresent()) {
        return modern(new Release(text.get()));
      }
    }
    OldReleases old = new OldReleases(source);
    return old.find().orElseGet(() -> new Identity("linux", kernelRelease, "", "Linux", List.of()));
  }

  private Identity modern(Release release) throws IOException {
    String name = name(release.get("ID"));
    String version = release.get("VERSION_ID");
    if (version.isEmpty() && name.equals("debian")) {
      // The testing and unstable branches of Debian tell their version only in this file.
      version = source.text(DistroTable.DEBIAN_VERSION).orElse("").strip();
    }
    String fullName = release.get("PRETTY_NAME");
    return new Identity(
        name,
        version,
        release.get("VERSION_CODENAME").toLowerCase(Locale.ROOT),
        fullName.isEmpty() ? release.get("NAME") : fullName,
        likes(release.get("ID_LIKE")));
  }

  private static List<String> likes(String words) {
    List<String> likes = new ArrayList<>();
    for (String word : words.split(" +")) {
      likes.add(name(word));
    }
    return likes;
  }

  /** One spelling for what systems and their older releases spell differently. */
  static String name(String id) {
    String name = id.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("redhat")) {
      return "rhel";
    }
    return switch (name) {
      case "ol" -> "oracle";
      case "photon" -> "photonos";
      case "opensuse-leap", "opensuse-tumbleweed" -> "opensuse";
      default -> name;
    };
  }
}
