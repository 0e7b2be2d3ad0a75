// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The exact list of bundles an agent runs.
 *
 * @param installation feature and version of the installation it was put together on, as in {@code
 *     standard 3.0.0}
 * @param features the agent's own first, then partners', each sorted by name
 * @param bundles in the order they start
 * @param classPath launcher and framework of its own; none where the installation's are used
 * @param properties of the framework
 */
public record FeatureSet(
    String installation,
    List<SetFeature> features,
    List<SetBundle> bundles,
    List<SetJar> classPath,
    Map<String, String> properties) {
  private static final int ID_BYTES = 8;

  public FeatureSet {
    requireNonNull(installation, "installation");
    features = List.copyOf(features);
    bundles = List.copyOf(bundles);
    classPath = List.copyOf(classPath);
    properties = Map.copyOf(properties);
  }

  /** The agent's own feature. */
  public SetFeature agent() {
    return features.stream()
        .filter(SetFeature::isAgent)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a set without the agent"));
  }

  /** The feature of that name. */
  public Optional<SetFeature> feature(String name) {
    return features.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The same, run by another launcher and framework. */
  public FeatureSet runBy(List<SetJar> otherClassPath) {
    return new FeatureSet(installation, features, bundles, otherClassPath, properties);
  }

  /** Whether another set is run by the same launcher and framework. */
  public boolean isRunAs(FeatureSet other) {
    return digests(classPath).equals(digests(other.classPath));
  }

  private static List<String> digests(List<SetJar> jars) {
    return jars.stream().map(SetJar::sha256).toList();
  }

  /** The bundle of that symbolic name. */
  public Optional<SetBundle> bundle(String symbolicName) {
    return bundles.stream().filter(one -> one.symbolicName().equals(symbolicName)).findFirst();
  }

  /** The same for the same features with the same content, wherever the files are. */
  public String id() {
    StringBuilder text = new StringBuilder();
    features.forEach(
        one -> line(text, "feature", one.name(), one.version(), one.kind(), installation));
    bundles.forEach(
        one ->
            line(
                text,
                "bundle",
                one.symbolicName(),
                one.sha256(),
                Integer.toString(one.level()),
                one.feature()));
    classPath.forEach(one -> line(text, "classpath", one.name(), one.sha256()));
    new TreeMap<>(properties).forEach((key, value) -> line(text, "property", key, value));
    byte[] digest = Digests.sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, ID_BYTES);
  }

  private static void line(StringBuilder text, String... words) {
    text.append(String.join("\t", words)).append('\n');
  }

  /** The digest that names content. */
  static final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
