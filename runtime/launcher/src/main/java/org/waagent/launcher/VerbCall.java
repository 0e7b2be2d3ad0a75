// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Calls a verb without sharing a type with it: the bundles have their own {@code api}, which can be
 * replaced, so the launcher has none on its class path and goes by names.
 */
final class VerbCall implements InvocationHandler {
  // Constants of the compiler: the classes themselves are not there at run time.
  private static final String VERB = "org.waagent.plugin.Verb";
  private static final String CONSOLE = "org.waagent.plugin.Console";

  private final Terminal terminal;

  VerbCall(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(Object verb, List<String> arguments) throws CommandException {
    try {
      Class<?> type = named(verb.getClass(), VERB);
      ClassLoader loader = type.getClassLoader();
      Class<?> consoleType = loader.loadClass(CONSOLE);
      Object console = Proxy.newProxyInstance(loader, new Class<?>[] {consoleType}, this);
      Method run = type.getMethod("run", List.class, consoleType);
      return (Integer) run.invoke(verb, arguments, console);
    } catch (InvocationTargetException e) {
      throw new CommandException(ExitCode.FAILED, String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new CommandException(ExitCode.FAILED, "the api bundle does not fit: " + e);
    }
  }

  private static Class<?> named(Class<?> type, String name) throws ClassNotFoundException {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> candidate : at.getInterfaces()) {
        if (candidate.getName().equals(name)) {
          return candidate;
        }
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  public Object invoke(Object console, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "out" -> terminal.out((String) arguments[0]);
      case "err" -> terminal.err((String) arguments[0]);
      case "ask" -> {
        return terminal.ask((String) arguments[0]);
      }
      case "onInterrupt" -> Interrupts.answer(answer(arguments[0]));
      case "isOpen" -> {
        return terminal.isOpen();
      }
      case "inDaemon" -> {
        return false;
      }
      case "equals" -> {
        return console == arguments[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(console);
      }
      case "toString" -> {
        return "console of the launcher";
      }
      default -> throw new UnsupportedOperationException(method.toString());
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static Supplier<OptionalInt> answer(Object argument) {
    return (Supplier<OptionalInt>) argument;
  }
}
