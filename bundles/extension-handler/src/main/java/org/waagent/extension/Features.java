// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.Plugin;

/** Features of the agent that a goal state may require. */
final class Features {
  private Features() {}

  /** Names of the features all plugins bring, as they are advertised. */
  static Set<String> of(List<ServiceReference<Plugin>> plugins) {
    Set<String> names = new HashSet<>(Set.of(ExtensionHandlerPlugin.MULTI_CONFIG));
    for (ServiceReference<Plugin> plugin : plugins) {
      Object value = plugin.getProperty(Plugin.FEATURES);
      String[] all = value instanceof String[] many ? many : new String[0];
      for (String feature : value instanceof String one ? new String[] {one} : all) {
        int end = feature.indexOf('=');
        names.add(end < 0 ? feature : feature.substring(0, end));
      }
    }
    return names;
  }
}
