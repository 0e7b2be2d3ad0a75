// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.lang.reflect.Proxy;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the key that interrupts (SIGINT) does. Java has no type for signals but those of a module
 * that a runtime may lack, so it is gone by names; without them the key ends the process as ever.
 */
final class Interrupts {
  private Interrupts() {}

  /** Ends the process with the exit code the answer gives; goes on where it gives none. */
  static void answer(Supplier<OptionalInt> answer) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  answer.get().ifPresent(System::exit);
                }
                return null;
              });
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      signal.getMethod("handle", signal, handler).invoke(null, interrupt, handling);
    } catch (ReflectiveOperationException e) {
      // The key ends the process, also halfway; the next run does what is left.
      return;
    }
  }
}
