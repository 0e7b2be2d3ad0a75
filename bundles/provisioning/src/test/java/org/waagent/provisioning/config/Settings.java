// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.config;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations for tests: the defaults, with what the test says. */
public final class Settings {
  private Settings() {}

  /** Keys of the section {@code Provisioning} by the names of their properties. */
  public static Config of(Map<String, Object> values) {
    return made(Config.class, values);
  }

  /** The same of the section {@code OS}. */
  public static OsConfig os(Map<String, Object> values) {
    return made(OsConfig.class, values);
  }

  private static <T> T made(Class<T> type, Map<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue())));
  }
}
