// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** What was logged: {@code LEVEL text}. */
final class LogLines {
  final List<String> lines = new CopyOnWriteArrayList<>();

  Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              String text = (String) arguments[0];
              for (int i = 1; i < arguments.length; i++) {
                Object[] values =
                    arguments[i] instanceof Object[] many ? many : new Object[] {arguments[i]};
                for (Object value : values) {
                  int at = text.indexOf("{}");
                  text = at < 0 ? text : text.substring(0, at) + value + text.substring(at + 2);
                }
              }
              lines.add(method.getName().toUpperCase(Locale.ROOT) + " " + text);
              return null;
            });
  }
}
