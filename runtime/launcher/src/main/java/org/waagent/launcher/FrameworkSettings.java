// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;
import org.waagent.plugin.FrameworkProperties;

/** The properties the framework and the bundles are started with. */
final class FrameworkSettings {
  /** Plugins that set the machine up, which is none of the loop's concern. */
  private static final String SETTING_UP = "provisioning,resource-disk,rdma,scvmm-bootstrap";

  private FrameworkSettings() {}

  static Map<String, String> of(
      Home home, Start start, CommandLine line, Settings settings, String mode, Path storage) {
    Map<String, String> properties = felix(storage);
    properties.put(FrameworkProperties.START, start.id());
    Choice choice = start.choice();
    Feature feature = choice.feature();
    properties.put(FrameworkProperties.VERSION, feature.version());
    properties.put(FrameworkProperties.CONFIGURATION_FILE, settings.file().toString());
    properties.put(FrameworkProperties.MODE, mode);
    properties.put(FrameworkProperties.HOME, home.path().toString());
    properties.put(FrameworkProperties.FEATURE, feature.name());
    properties.put(FrameworkProperties.SET, choice.set());
    properties.put(FrameworkProperties.SET_CHOICE, choice.how());
    if (!choice.trouble().isEmpty()) {
      properties.put(FrameworkProperties.SET_TROUBLE, choice.trouble());
    }
    properties.put(FrameworkProperties.VERBOSE, Boolean.toString(line.verbose()));
    if (line.command().equals(CommandLine.RUN_HANDLERS)) {
      properties.put(FrameworkProperties.WITHOUT, SETTING_UP);
    }
    for (String property : feature.properties()) {
      int equals = property.indexOf('=');
      properties.put(property.substring(0, equals), property.substring(equals + 1));
    }
    return properties;
  }

  private static Map<String, String> felix(Path storage) {
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    // While a bundle is replaced, the new one runs beside the old one.
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    return properties;
  }
}
