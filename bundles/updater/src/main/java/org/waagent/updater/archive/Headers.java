// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** The manifest of a bundle. */
final class Headers {
  static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Attributes attributes;

  private Headers(Attributes attributes) {
    this.attributes = attributes;
  }

  /**
   * @throws IOException if it is no manifest
   */
  static Headers parse(byte[] content) throws IOException {
    return new Headers(new Manifest(new ByteArrayInputStream(content)).getMainAttributes());
  }

  /** A header as it stands there; empty if it is missing. */
  String get(String name) {
    String value = attributes.getValue(name);
    return value == null ? "" : value;
  }

  /** The names in a header. */
  List<String> names(String name) {
    return Header.names(get(name));
  }

  /**
   * Whether it is the manifest of that bundle.
   *
   * @throws BadArchive if it is another's
   */
  void require(BundleEntry bundle) throws BadArchive {
    String name = Header.name(get(Constants.BUNDLE_SYMBOLICNAME));
    String version = get(Constants.BUNDLE_VERSION).strip();
    try {
      if (name.equals(bundle.symbolicName())
          && Version.parseVersion(version).equals(bundle.version())) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw bad(bundle, "has a version that is none: " + version);
    }
    throw bad(
        bundle,
        "is %s %s and not %s %s".formatted(name, version, bundle.symbolicName(), bundle.version()));
  }

  private static BadArchive bad(BundleEntry bundle, String why) {
    return new BadArchive(Check.BUNDLES, bundle.entry() + " " + why);
  }

  /** Whether a file of the bundle describes components; the last step may have wildcards. */
  boolean isComponent(String file) {
    return names("Service-Component").stream().anyMatch(path -> matches(path, file));
  }

  private static boolean matches(String path, String file) {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int step = plain.lastIndexOf('/') + 1;
    String wild =
        List.of(plain.substring(step).split("\\*", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]*"));
    return file.matches(Pattern.quote(plain.substring(0, step)) + wild);
  }
}
