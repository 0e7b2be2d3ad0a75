// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What systems say of themselves that are older than {@code os-release}. */
final class OldReleases {
  private static final Pattern ONE_LINE =
      Pattern.compile("(.*?)(?: Linux)?(?: Server)?(?: release)? +([0-9][^ ]*).*");

  private final Source source;

  OldReleases(Source source) {
    this.source = source;
  }

  Optional<Identity> find() throws IOException {
    Optional<String> suse = source.text(DistroTable.SUSE_RELEASE);
    if (suse.isPresent()) {
      return Optional.of(suse(suse.get()));
    }
    for (String file : DistroTable.OLD_RELEASES) {
      Optional<String> text = source.text(file);
      if (text.isPresent()) {
        return Optional.of(redHat(text.get()));
      }
    }
    Optional<String> lsb = source.text(DistroTable.LSB_RELEASE);
    return lsb.map(Release::new).map(OldReleases::lsb);
  }

  private static Identity suse(String text) {
    Release release = new Release(text);
    String fullName = firstLine(text);
    String name = fullName.startsWith("openSUSE") ? "opensuse" : "sles";
    return new Identity(name, release.get("VERSION"), "", fullName, List.of());
  }

  private static Identity redHat(String text) {
    String fullName = firstLine(text);
    Matcher match = ONE_LINE.matcher(fullName);
    String name = match.matches() ? match.group(1) : fullName;
    String version = match.matches() ? match.group(2) : "";
    String id =
        switch (name) {
          case "Red Hat Enterprise" -> "rhel";
          default -> Distros.name(name.replace(" ", ""));
        };
    return new Identity(id, version, "", fullName, List.of());
  }

  private static Identity lsb(Release release) {
    return new Identity(
        Distros.name(release.get("DISTRIB_ID")),
        release.get("DISTRIB_RELEASE"),
        release.get("DISTRIB_CODENAME").toLowerCase(Locale.ROOT),
        release.get("DISTRIB_DESCRIPTION"),
        List.of());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
