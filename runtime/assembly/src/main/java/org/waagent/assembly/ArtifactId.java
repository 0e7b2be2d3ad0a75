// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

/**
 * An id of the Feature Service specification, {@code group:artifact[:type[:classifier]]:version}.
 *
 * @param group Maven group
 * @param artifact Maven artifact
 * @param classifier empty if there is none
 * @param version Maven version
 */
record ArtifactId(String group, String artifact, String classifier, String version) {
  static ArtifactId parse(String id) throws AssemblyException {
    String[] parts = id.split(":", -1);
    if (parts.length < 3 || parts.length > 5) {
      throw new AssemblyException("not an artifact id: " + id);
    }
    String classifier = parts.length == 5 ? parts[3] : "";
    return new ArtifactId(parts[0], parts[1], classifier, parts[parts.length - 1]);
  }

  /** Name the jar has in a folder of copied dependencies. */
  String fileName() {
    return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }

  /** The package URL (https://github.com/package-url/purl-spec). */
  String purl() {
    String base = "pkg:maven/" + group + "/" + artifact + "@" + version;
    return classifier.isEmpty() ? base : base + "?classifier=" + classifier;
  }
}
