// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.FrameworkProperties;

/** The bundles started for one command: no loop, no pid file, no socket, storage thrown away. */
final class OneShot {
  private static final long WAIT_MILLIS = 10_000;
  private static final long STOP_MILLIS = 4_000;
  private static final String VERB = "org.waagent.plugin.Verb";

  private final Home home;
  private final Start start;
  private final CommandLine line;
  private final Terminal terminal;

  OneShot(Home home, Start start, CommandLine line, Terminal terminal) {
    this.home = home;
    this.start = start;
    this.line = line;
    this.terminal = terminal;
  }

  int run(Settings settings, VerbLine verb) throws CommandException, InterruptedException {
    return run(settings, context -> call(context, verb));
  }

  /** Starts the bundles, does the work, stops them. */
  int run(Settings settings, Work work) throws CommandException, InterruptedException {
    Storage storage = Storage.create();
    Platform platform =
        new Platform(
            FrameworkSettings.of(
                home,
                start,
                line,
                settings,
                FrameworkProperties.ONE_SHOT,
                storage.path().resolve("framework")),
            home.bundles(),
            terminal);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  platform.stop(STOP_MILLIS);
                  storage.delete(terminal);
                },
                "stop"));
    try {
      platform.start(start.choice().feature().bundles());
      return work.run(platform.context());
    } catch (BundleException e) {
      throw new CommandException(ExitCode.FAILED, "the framework does not start: " + e);
    }
  }

  private int call(BundleContext context, VerbLine verb)
      throws CommandException, InterruptedException {
    ServiceReference<?> reference = await(context, verb);
    Object service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new CommandException(
          ExitCode.FAILED, "no bundle answers '" + verb.name() + "', see the log");
    }
    return new VerbCall(terminal).run(service, List.copyOf(line.arguments()));
  }

  private static ServiceReference<?> await(BundleContext context, VerbLine verb)
      throws InterruptedException {
    Arrival arrival = new Arrival();
    try {
      context.addServiceListener(arrival, verb.filter());
      ServiceReference<?>[] there = context.getAllServiceReferences(VERB, verb.filter());
      return there != null ? there[0] : arrival.await();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What to do while the bundles run. */
  interface Work {
    int run(BundleContext context) throws CommandException, InterruptedException;
  }

  /** Waits for a service to be registered. */
  private static final class Arrival implements ServiceListener {
    private ServiceReference<?> reference;

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
      if (event.getType() == ServiceEvent.REGISTERED) {
        reference = event.getServiceReference();
        notifyAll();
      }
    }

    synchronized ServiceReference<?> await() throws InterruptedException {
      long end = System.nanoTime() + WAIT_MILLIS * 1_000_000;
      while (reference == null) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return null;
        }
        wait(left);
      }
      return reference;
    }
  }
}
