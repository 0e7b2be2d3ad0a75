// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.waagent.goalstate.FlexibleVersion;

/**
 * Reads {@code feature.json}: the JSON of the Feature Service specification (OSGi Compendium 8,
 * chapter 159). Each bundle has {@code symbolicName} and {@code version} besides its id, and the
 * extension {@code waagent} tells what that specification has no words for.
 */
final class FeatureJson {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final Pattern SYMBOLIC_NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,149}");
  private static final int HIGHEST_LEVEL = 1000;
  private static final String JSON = "json";

  private final Map<String, String> digests;

  /**
   * @param digests of the entries of the archive
   */
  FeatureJson(Map<String, String> digests) {
    this.digests = Map.copyOf(digests);
  }

  /**
   * @throws BadArchive names the place
   */
  Feature read(byte[] document) throws BadArchive {
    JsonPart root = JsonPart.parse(document);
    JsonPart id = root.get("id");
    String[] parts = id.text().split(":", -1);
    if (parts.length != 5 || !parts[2].equals(JSON) || !NAME.matcher(parts[3]).matches()) {
      throw id.bad("must be group:artifact:json:name:version");
    }
    JsonPart extensions = root.get("extensions");
    Extension extension = new Extension(extensions.get("waagent").get(JSON));
    Feature.Kind kind = extension.kind();
    List<BundleEntry> bundles = bundles(root.get("bundles"));
    if (kind == Feature.Kind.PARTNER) {
      requireForeign(root, bundles);
    }
    return new Feature(
        id.text(),
        parts[3],
        version(id, parts[4]),
        root.text("name"),
        root.text("description"),
        kind,
        bundles,
        classPath(root, kind),
        kind == Feature.Kind.AGENT ? framework(extensions) : "",
        properties(extensions),
        extension.ranges(),
        extension.uses());
  }

  private static FlexibleVersion version(JsonPart id, String text) throws BadArchive {
    try {
      return FlexibleVersion.of(text);
    } catch (IllegalArgumentException e) {
      throw id.bad("ends with no version");
    }
  }

  private List<BundleEntry> bundles(JsonPart list) throws BadArchive {
    List<BundleEntry> bundles = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (JsonPart item : list.items()) {
      BundleEntry bundle = bundle(item);
      if (!names.add(bundle.symbolicName()) || !files.add(bundle.entry())) {
        throw item.bad("is a bundle that comes twice");
      }
      bundles.add(bundle);
    }
    if (bundles.isEmpty()) {
      throw list.bad("must name a bundle");
    }
    for (String entry : digests.keySet()) {
      if (entry.startsWith(BundleEntry.FOLDER) && !files.contains(entry)) {
        throw list.bad("does not name " + entry + ", which is in the archive");
      }
    }
    bundles.sort(Comparator.comparingInt(BundleEntry::startLevel));
    return bundles;
  }

  private List<ClassPathEntry> classPath(JsonPart root, Feature.Kind kind) throws BadArchive {
    List<ClassPathEntry> entries = new ArrayList<>();
    for (String name : ClassPathEntry.NAMES) {
      String digest = digests.get(ClassPathEntry.FOLDER + name);
      if (digest != null) {
        entries.add(new ClassPathEntry(name, digest));
      }
    }
    if (!entries.isEmpty() && kind == Feature.Kind.PARTNER) {
      throw root.bad("is a partner's, which brings no " + entries.get(0).entry());
    }
    if (entries.size() == 1) {
      throw root.bad("brings " + entries.get(0).entry() + ", launcher and framework come together");
    }
    return entries;
  }

  private BundleEntry bundle(JsonPart item) throws BadArchive {
    JsonPart id = item.get("id");
    String file = file(id);
    JsonPart symbolicName = item.get("symbolicName");
    if (!SYMBOLIC_NAME.matcher(symbolicName.text()).matches()) {
      throw symbolicName.bad("must be a symbolic name");
    }
    String digest = digests.get(BundleEntry.FOLDER + file);
    if (digest == null) {
      throw id.bad("is not in the archive: " + BundleEntry.FOLDER + file);
    }
    JsonPart version = item.get("version");
    try {
      return new BundleEntry(
          symbolicName.text(),
          Version.parseVersion(version.text()),
          file,
          digest,
          item.get("bundleStartLevel").number(1, HIGHEST_LEVEL));
    } catch (IllegalArgumentException e) {
      throw version.bad("must be a version of OSGi");
    }
  }

  /** Name of the jar: {@code artifact-version[-classifier].jar}. */
  private static String file(JsonPart id) throws BadArchive {
    String[] parts = id.text().split(":", -1);
    if (parts.length < 3 || parts.length > 5) {
      throw id.bad("must be group:artifact[:type[:classifier]]:version");
    }
    String classifier = parts.length == 5 && !parts[3].isEmpty() ? "-" + parts[3] : "";
    String file = parts[1] + "-" + parts[parts.length - 1] + classifier + ".jar";
    if (!Archives.isBundle(BundleEntry.FOLDER + file)) {
      throw id.bad("gives no good name of a file");
    }
    return file;
  }

  /** A bundle that is named like one of the agent's would take its place. */
  private static void requireForeign(JsonPart root, List<BundleEntry> bundles) throws BadArchive {
    for (BundleEntry bundle : bundles) {
      if (bundle.symbolicName().startsWith("org.waagent.")) {
        throw root.get("bundles").bad("has the agent's own name " + bundle.symbolicName());
      }
    }
  }

  private static String framework(JsonPart extensions) throws BadArchive {
    JsonPart artifacts = extensions.get("launch-framework").get("artifacts");
    List<JsonPart> items = artifacts.items();
    if (items.size() != 1) {
      throw artifacts.bad("must name one framework");
    }
    return items.get(0).get("id").text();
  }

  private static Map<String, String> properties(JsonPart extensions) throws BadArchive {
    Map<String, String> properties = new TreeMap<>();
    Optional<JsonPart> extension = extensions.find("framework-launching-properties");
    if (extension.isPresent()) {
      for (Map.Entry<String, JsonPart> property : extension.get().members(JSON).entrySet()) {
        JsonPart value = property.getValue();
        if (property.getKey().indexOf('=') >= 0 || !isLine(property.getKey() + value.text())) {
          throw value.bad("must be one line");
        }
        properties.put(property.getKey(), value.text());
      }
    }
    return properties;
  }

  private static boolean isLine(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }
}
