// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A logger whose lines can be looked at: {@code WARN text}. All levels are on. */
public final class TestLog implements InvocationHandler {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger =
      (Logger)
          Proxy.newProxyInstance(
              Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, this);

  public Logger logger() {
    return logger;
  }

  /** Lines so far, oldest first. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "getName", "toString":
        return "test";
      case "hashCode":
        return System.identityHashCode(proxy);
      case "equals":
        return proxy == arguments[0];
      default:
        return method.getReturnType() == boolean.class ? Boolean.TRUE : log(method, arguments);
    }
  }

  private Object log(Method method, Object[] arguments) {
    List<Object> values = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      values.addAll(arguments[i] instanceof Object[] many ? List.of(many) : List.of(arguments[i]));
    }
    String text = String.valueOf(arguments[0]);
    for (Object value : values) {
      int hole = text.indexOf("{}");
      text =
          hole < 0
              ? text + " " + value
              : text.substring(0, hole) + value + text.substring(hole + 2);
    }
    lines.add(method.getName().toUpperCase(Locale.ROOT) + " " + text);
    return null;
  }
}
