// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.DebugConfig;

/**
 * Configurations as Declarative Services makes them: what is not given has the default of the
 * signature, or false.
 *
 * @param values by the names of the methods
 */
record TestConfig(Map<String, Object> values) {
  AutoUpdateConfig auto() {
    return of(AutoUpdateConfig.class);
  }

  DebugConfig debug() {
    return of(DebugConfig.class);
  }

  private <T> T of(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
              return value == null ? Boolean.FALSE : value;
            });
    return type.cast(proxy);
  }
}
