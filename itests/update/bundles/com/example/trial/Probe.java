// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Notes in a file what bundles and plugins do, each line with the nanoseconds of this JVM before it:
 * {@code bundle <event> <symbolic name> <version> <milliseconds of processor time>}, {@code service <how many there are now> <symbolic
 * name of the bundle>}.
 */
public final class Probe implements BundleActivator {
  private static final String PLUGINS = "(objectClass=org.waagent.plugin.Plugin)";

  private Path file;
  private BundleContext context;

  @Override
  public void start(BundleContext given) throws InvalidSyntaxException {
    context = given;
    file = Path.of(given.getBundle().getHeaders("").get("Trial-File"));
    given.addServiceListener(this::note, PLUGINS);
    given.addBundleListener((SynchronousBundleListener) this::note);
  }

  private void note(BundleEvent event) {
    note(
        "bundle "
            + event.getType()
            + " "
            + event.getBundle().getSymbolicName()
            + " "
            + event.getBundle().getVersion()
            + " "
            + processorMillis());
  }

  /** What this process has used of the processor; the system counts in hundredths of a second. */
  private static long processorMillis() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return 10 * (Long.parseLong(words[11]) + Long.parseLong(words[12]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(ServiceEvent event) {
    ServiceReference<?> gone =
        event.getType() == ServiceEvent.UNREGISTERING ? event.getServiceReference() : null;
    String name = event.getServiceReference().getBundle().getSymbolicName();
    int count = 0;
    try {
      ServiceReference<?>[] all = context.getAllServiceReferences(null, PLUGINS);
      for (ServiceReference<?> one : all == null ? new ServiceReference<?>[0] : all) {
        // Whether one that goes is still among them is the framework's choice.
        Bundle owner = one.equals(gone) ? null : one.getBundle();
        count += owner != null && name.equals(owner.getSymbolicName()) ? 1 : 0;
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    note("service " + count + " " + name);
  }

  private synchronized void note(String text) {
    try {
      Files.writeString(
          file,
          System.nanoTime() + " " + text + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop(BundleContext given) {}
}
