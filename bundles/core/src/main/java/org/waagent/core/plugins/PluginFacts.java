// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Plugin;

/**
 * What a plugin's service says of it.
 *
 * @param version of its bundle
 * @param features it brings, each {@code Name=version}
 * @param settles ids of the conditions it owns
 */
public record PluginFacts(String version, List<String> features, List<String> settles) {
  public PluginFacts {
    requireNonNull(version, "version");
    features = List.copyOf(features);
    settles = List.copyOf(settles);
  }

  /** The facts of a service. */
  public static PluginFacts of(ServiceReference<Plugin> service) {
    Bundle bundle = service.getBundle();
    Version version = bundle == null ? Version.emptyVersion : bundle.getVersion();
    return new PluginFacts(
        version.getMajor() + "." + version.getMinor() + "." + version.getMicro(),
        texts(service.getProperty(Plugin.FEATURES)),
        texts(service.getProperty(Conditions.SETTLES)));
  }

  private static List<String> texts(Object value) {
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof String[] texts) {
      return List.of(texts);
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(Object::toString).toList();
    }
    return List.of();
  }
}
