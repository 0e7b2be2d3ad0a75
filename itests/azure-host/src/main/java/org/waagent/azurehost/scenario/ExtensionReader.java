// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.RequestedState;
import org.waagent.azurehost.Settings;

/** Reads the extensions of a scenario; packages are found beside the file. */
record ExtensionReader(Path folder) {
  private static final Set<String> SETTINGS_KEYS =
      Set.of("settings", "protectedSettings", "sequenceNumber", "dependencyLevel");
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "state",
          "package",
          "publish",
          "withdraw",
          "settings",
          "protectedSettings",
          "sequenceNumber",
          "dependencyLevel",
          "dependsOn",
          "configs",
          "packageCopies",
          "additionalLocations",
          "signature");
  private static final Set<String> CONFIG_KEYS =
      Set.of("name", "state", "settings", "protectedSettings", "sequenceNumber", "dependencyLevel");
  private static final Map<String, RequestedState> STATES =
      Map.of(
          "enabled", RequestedState.ENABLED,
          "disabled", RequestedState.DISABLED,
          "uninstall", RequestedState.UNINSTALL);

  Extension read(Place place) {
    place.only(KEYS);
    Extension e = Extension.named(place.text("name"));
    e = e.version(place.optionalText("version").orElse("1.0.0"));
    e = e.state(place.oneOf("state", STATES).orElse(RequestedState.ENABLED));
    e = packages(place, e);
    e = e.dependsOn(place.texts("dependsOn").toArray(String[]::new));
    e = e.additionalLocations(place.number("additionalLocations").orElse(0));
    e = place.flag("packageCopies") ? e.withPackageCopies() : e;
    Optional<String> signature = place.optionalText("signature");
    e = signature.isPresent() ? e.signature(signature.get()) : e;
    return settings(place, e);
  }

  private Extension packages(Place place, Extension extension) {
    Extension e = extension;
    if (place.has("package")) {
      e = e.publishing(e.version(), content(place, "package", place.text("package")));
    }
    for (Map.Entry<String, String> one : place.map("publish").entrySet()) {
      e = e.publishing(one.getKey(), content(place, "publish." + one.getKey(), one.getValue()));
    }
    for (String version : place.texts("withdraw")) {
      e = e.withdrawing(version);
    }
    return e;
  }

  /** A folder or a zip, relative to the scenario file. */
  ExtensionPackage content(Place place, String key, String name) {
    Path path = folder.resolve(name);
    try {
      return Files.isDirectory(path) ? ExtensionPackage.folder(path) : ExtensionPackage.zip(path);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw place.error(key, e.getMessage());
    }
  }

  private static Extension settings(Place place, Extension extension) {
    boolean single = SETTINGS_KEYS.stream().anyMatch(place::has);
    if (single && place.has("configs")) {
      throw place.error("configs", "configs and settings exclude each other");
    }
    Extension e = single ? extension.settings(settings(place)) : extension;
    for (Place config : place.children("configs")) {
      config.only(CONFIG_KEYS);
      Settings s = settings(config);
      boolean disabled =
          config.oneOf("state", STATES).orElse(RequestedState.ENABLED) != RequestedState.ENABLED;
      e = e.config(config.text("name"), disabled ? s.disabled() : s);
    }
    return e;
  }

  private static Settings settings(Place place) {
    return new Settings(
        place.object("settings"),
        place.object("protectedSettings"),
        place.number("sequenceNumber").orElse(0),
        RequestedState.ENABLED,
        place.number("dependencyLevel").orElse(0));
  }
}
