// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.waagent.machine.TestConsole;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/** Which words reach a verb of the running agent. */
class VerbsTest {
  private static final String NAME = "deprovision+user";

  private final TestConsole console = TestConsole.ofDaemon();

  @Test
  void aVerbThatNeedsAnAgentThatIsDownSaysSo() {
    assertThat(verbs().run(List.of(NAME), console)).isEqualTo(2);
    assertThat(console.lines())
        .containsExactly(
            "! " + NAME + " does not run inside a running agent; stop the agent first");
  }

  @Test
  void whatIsNoWordIsNotLookedFor() {
    assertThat(verbs().run(List.of("*)(name=*"), console)).isEqualTo(2);
    assertThat(console.lines()).containsExactly("! no such command: *)(name=*");
  }

  private static Verbs verbs() {
    ServiceReference<?> reference =
        fake(
            ServiceReference.class,
            (proxy, method, arguments) ->
                method.getName().equals("getProperty") ? Verb.Need.ONE_SHOT.name() : null);
    Verb verb = new Unwilling();
    return new Verbs(
        fake(
            BundleContext.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getServiceReferences" ->
                      arguments[1].equals("(" + Verb.NAME + "=" + NAME + ")")
                          ? List.of(reference)
                          : List.of();
                  case "getService" -> verb;
                  case "ungetService" -> true;
                  default -> throw new AssertionError(method);
                }));
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    Class<?>[] types = {type};
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, answers));
  }

  private static final class Unwilling implements Verb {
    @Override
    public int run(List<String> arguments, Console console) {
      throw new AssertionError("it runs");
    }
  }
}
