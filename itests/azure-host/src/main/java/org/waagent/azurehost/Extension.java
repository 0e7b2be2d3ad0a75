// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An extension as Azure wants it. Immutable: every method gives a changed copy.
 *
 * @param settings of a single-config extension
 * @param configs of a multi-config extension, by name, in order; empty for single-config
 * @param dependsOn handlers named as what this one waits for (told, but only levels decide)
 * @param packages what the manifest offers, by version
 * @param withdrawn versions that the manifest offers no longer
 * @param packageUris 1 or 2 places of each package
 * @param additionalLocations how many more places of the manifest beyond the two usual ones
 * @param encodedSignature base64 of a package signature
 * @param manifest served instead of the right one, from every place
 */
public record Extension(
    String name,
    String version,
    RequestedState state,
    Optional<Settings> settings,
    Map<String, Settings> configs,
    List<String> dependsOn,
    Map<String, ExtensionPackage> packages,
    List<String> withdrawn,
    int packageUris,
    int additionalLocations,
    Optional<String> encodedSignature,
    Optional<Replacement> manifest) {
  public Extension {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(settings, "settings");
    configs = Collections.unmodifiableMap(new LinkedHashMap<>(configs));
    dependsOn = List.copyOf(dependsOn);
    packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
    withdrawn = List.copyOf(withdrawn);
    Objects.requireNonNull(encodedSignature, "encodedSignature");
    Objects.requireNonNull(manifest, "manifest");
    if (settings.isPresent() && !configs.isEmpty()) {
      throw new IllegalArgumentException(name + ": settings and configs exclude each other");
    }
  }

  /** Version 1.0.0, enabled, no settings, nothing published. */
  public static Extension named(String name) {
    return new Extension(
        name,
        "1.0.0",
        RequestedState.ENABLED,
        Optional.empty(),
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        1,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** The version that the goal state asks for. */
  public Extension version(String other) {
    return changed(p -> p.version = other);
  }

  public Extension state(RequestedState other) {
    return changed(p -> p.state = other);
  }

  public Extension disabled() {
    return state(RequestedState.DISABLED);
  }

  public Extension uninstall() {
    return state(RequestedState.UNINSTALL);
  }

  /** Publishes that folder, zipped, as the current version. */
  public Extension fromFolder(Path folder) {
    return publishing(version, ExtensionPackage.folder(folder));
  }

  /** Publishes that zip as the current version. */
  public Extension fromZip(Path zip) {
    return publishing(version, ExtensionPackage.zip(zip));
  }

  /** Publishes those files (path in the package to text) as the current version. */
  public Extension fromFiles(Map<String, String> files) {
    return publishing(version, ExtensionPackage.files(files));
  }

  /** Publishes one more version in the manifest. What was published before stays published. */
  public Extension publishing(String otherVersion, ExtensionPackage content) {
    Map<String, ExtensionPackage> more = new LinkedHashMap<>(packages);
    more.put(otherVersion, content);
    return changed(p -> p.packages = more);
  }

  /** Takes a version out of the manifest. */
  public Extension withdrawing(String otherVersion) {
    List<String> more = Stream.concat(withdrawn.stream(), Stream.of(otherVersion)).toList();
    return changed(p -> p.withdrawn = more);
  }

  /** Public settings, as JSON text; keeps sequence number and protected settings. */
  public Extension settings(String publicJson) {
    return settings(current().withPublic(publicJson));
  }

  public Extension settings(Settings other) {
    return changed(p -> p.settings = Optional.of(other));
  }

  /** Protected settings, as JSON text in the clear. */
  public Extension protectedSettings(String json) {
    return settings(current().withProtected(json));
  }

  public Extension sequenceNumber(int number) {
    return settings(current().sequenceNumber(number));
  }

  public Extension level(int dependencyLevel) {
    return settings(current().level(dependencyLevel));
  }

  public Extension dependsOn(String... handlers) {
    return changed(p -> p.dependsOn = List.of(handlers));
  }

  /** One configuration of a multi-config extension. */
  public Extension config(String configName, Settings other) {
    Map<String, Settings> more = new LinkedHashMap<>(configs);
    more.put(configName, other);
    return changed(p -> p.configs = more);
  }

  /** Offers every package at two places. */
  public Extension withPackageCopies() {
    return changed(p -> p.packageUris = 2);
  }

  public Extension additionalLocations(int count) {
    return changed(p -> p.additionalLocations = count);
  }

  public Extension signature(String base64) {
    return changed(p -> p.encodedSignature = Optional.of(base64));
  }

  /** Serves that text as its manifest, with the placeholders of {@link Document}. */
  public Extension manifest(String text) {
    return manifest(Replacement.text(text));
  }

  /** Serves that as its manifest, until published again with another one or without. */
  public Extension manifest(Replacement content) {
    return changed(p -> p.manifest = Optional.of(content));
  }

  boolean isMultiConfig() {
    return !configs.isEmpty();
  }

  private Settings current() {
    return settings.orElseGet(Settings::none);
  }

  private Extension changed(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return parts.whole();
  }

  /** All components once more, open to one change. */
  private static final class Parts {
    private final String name;
    private String version;
    private RequestedState state;
    private Optional<Settings> settings;
    private Map<String, Settings> configs;
    private List<String> dependsOn;
    private Map<String, ExtensionPackage> packages;
    private List<String> withdrawn;
    private int packageUris;
    private int additionalLocations;
    private Optional<String> encodedSignature;
    private Optional<Replacement> manifest;

    private Parts(Extension from) {
      name = from.name;
      version = from.version;
      state = from.state;
      settings = from.settings;
      configs = from.configs;
      dependsOn = from.dependsOn;
      packages = from.packages;
      withdrawn = from.withdrawn;
      packageUris = from.packageUris;
      additionalLocations = from.additionalLocations;
      encodedSignature = from.encodedSignature;
      manifest = from.manifest;
    }

    private Extension whole() {
      return new Extension(
          name,
          version,
          state,
          settings,
          configs,
          dependsOn,
          packages,
          withdrawn,
          packageUris,
          additionalLocations,
          encodedSignature,
          manifest);
    }
  }
}
