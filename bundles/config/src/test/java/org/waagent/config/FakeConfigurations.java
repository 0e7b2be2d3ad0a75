// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A ConfigAdmin in memory that notes what is done to it. */
final class FakeConfigurations {
  final Map<String, Map<String, Object>> sections = new TreeMap<>();
  final List<String> done = new ArrayList<>();
  String broken = "";

  ConfigurationAdmin service() {
    return (ConfigurationAdmin)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ConfigurationAdmin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "listConfigurations" -> list();
                  case "getConfiguration" -> get((String) arguments[0], (String) arguments[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Configuration[] list() {
    if (sections.isEmpty()) {
      return null;
    }
    return sections.keySet().stream().map(this::configuration).toArray(Configuration[]::new);
  }

  private Configuration get(String pid, String location) {
    if (!location.equals("?")) {
      throw new IllegalArgumentException("bound to one bundle: " + location);
    }
    return configuration(pid);
  }

  private Configuration configuration(String pid) {
    return (Configuration)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Configuration.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getPid" -> pid;
                  case "getFactoryPid" -> null;
                  case "getProperties" -> properties(pid);
                  case "update" -> update(pid, (Dictionary<?, ?>) arguments[0]);
                  case "delete" -> delete(pid);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Dictionary<String, Object> properties(String pid) {
    Map<String, Object> properties = new HashMap<>(sections.get(pid));
    properties.put("service.pid", pid);
    return FrameworkUtil.asDictionary(properties);
  }

  private Object update(String pid, Dictionary<?, ?> properties) throws IOException {
    if (pid.equals(broken)) {
      throw new IOException("disk full");
    }
    Map<String, Object> section = new TreeMap<>();
    for (Object key : Collections.list(properties.keys())) {
      section.put((String) key, properties.get(key));
    }
    sections.put(pid, section);
    done.add("update " + pid);
    return null;
  }

  private Object delete(String pid) {
    sections.remove(pid);
    done.add("delete " + pid);
    return null;
  }
}
