// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version of the package.
 *
 * @param name {@code Publisher.Type}
 */
record Edition(String name, String version, PackageFiles content, HandlerManifest manifest) {
  private static final String FIRST = "1.0.0";

  /** The one to begin with; empty, and told why, if its manifest can't be used. */
  static Optional<Edition> first(LifeOptions options, Verdict verdict) {
    PackageFiles content = PackageFiles.read(options.handler());
    return HandlerManifest.read(content, verdict)
        .map(
            manifest ->
                new Edition(
                    options.name().orElseGet(() -> name(content, manifest, options.handler())),
                    options.version().or(() -> xml(content, "Version")).orElse(FIRST),
                    content,
                    manifest));
  }

  /** The one to update to. */
  Optional<Edition> next(LifeOptions options, Verdict verdict) {
    if (options.update().isEmpty()) {
      return Optional.of(new Edition(name, after(version), content, manifest));
    }
    PackageFiles other = PackageFiles.read(options.update().get());
    String own = xml(other, "Version").filter(v -> !v.equals(version)).orElse(after(version));
    return HandlerManifest.read(other, verdict).map(m -> new Edition(name, own, other, m));
  }

  private static String name(PackageFiles content, HandlerManifest manifest, Path place) {
    Optional<String> publisher = xml(content, "ProviderNameSpace");
    Optional<String> type = xml(content, "Type");
    if (publisher.isPresent() && type.isPresent()) {
      return publisher.get() + "." + type.get();
    }
    String file = place.getFileName().toString().replaceFirst("\\.zip$", "");
    String name = manifest.name().isEmpty() ? file : manifest.name();
    return name.contains(".") ? name : "Partner." + name;
  }

  private static Optional<String> xml(PackageFiles content, String element) {
    Pattern pattern = Pattern.compile("<" + element + ">\\s*([^<>]+?)\\s*</" + element + ">");
    return content
        .file("manifest.xml")
        .map(bytes -> pattern.matcher(new String(bytes, StandardCharsets.UTF_8)))
        .filter(Matcher::find)
        .map(match -> match.group(1));
  }

  private static String after(String version) {
    int dot = version.lastIndexOf('.') + 1;
    String last = version.substring(dot);
    boolean number = last.matches("\\d{1,9}");
    return number ? version.substring(0, dot) + (Integer.parseInt(last) + 1) : version + ".1";
  }

  /** The name of its folder in the agent's data folder. */
  String folder() {
    return name + "-" + version;
  }
}
