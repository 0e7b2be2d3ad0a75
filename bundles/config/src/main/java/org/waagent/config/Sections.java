// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.Logger;

/** Brings ConfigAdmin in line with the file, touching only what differs. */
final class Sections {
  private static final String OURS = "(service.pid=" + Property.ROOT + "*)";
  private static final String ANY_BUNDLE = "?";

  private final ConfigurationAdmin admin;
  private final Logger logger;

  Sections(ConfigurationAdmin admin, Logger logger) {
    this.admin = admin;
    this.logger = logger;
  }

  /**
   * Makes the configurations those of the file.
   *
   * @return PIDs that were changed
   */
  List<String> apply(Map<String, Map<String, Object>> wanted) {
    List<String> changed = new ArrayList<>();
    Set<String> same = new HashSet<>();
    for (Configuration there : existing()) {
      Map<String, Object> section = wanted.get(there.getPid());
      if (section == null) {
        delete(there, changed);
      } else if (section.equals(content(there))) {
        same.add(there.getPid());
      }
    }
    for (Map.Entry<String, Map<String, Object>> section : wanted.entrySet()) {
      if (!same.contains(section.getKey())) {
        write(section.getKey(), section.getValue(), changed);
      }
    }
    return changed;
  }

  private void delete(Configuration configuration, List<String> changed) {
    String pid = configuration.getPid();
    try {
      configuration.delete();
      changed.add(pid);
    } catch (IOException e) {
      logger.error("Configuration {} cannot be deleted", pid, e);
    }
  }

  private void write(String pid, Map<String, Object> section, List<String> changed) {
    try {
      admin.getConfiguration(pid, ANY_BUNDLE).update(FrameworkUtil.asDictionary(section));
      changed.add(pid);
    } catch (IOException e) {
      // The other sections are worth having.
      logger.error("Configuration {} cannot be written", pid, e);
    }
  }

  private List<Configuration> existing() {
    List<Configuration> ours = new ArrayList<>();
    try {
      Configuration[] found = admin.listConfigurations(OURS);
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        if (configuration.getFactoryPid() == null) {
          ours.add(configuration);
        }
      }
    } catch (IOException e) {
      logger.error("Configurations cannot be listed, all are written anew", e);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return ours;
  }

  private static Map<String, Object> content(Configuration configuration) {
    Map<String, Object> content = new HashMap<>();
    Dictionary<String, Object> properties = configuration.getProperties();
    if (properties != null) {
      for (String key : Collections.list(properties.keys())) {
        content.put(key, properties.get(key));
      }
    }
    content.remove(Constants.SERVICE_PID);
    return content;
  }
}
