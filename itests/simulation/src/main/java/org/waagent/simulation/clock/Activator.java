// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.waagent.os.Clock;

/** Publishes the clock with a rank above the machine's own, before any component asks for one. */
public final class Activator implements BundleActivator {
  private static final String PORT = "org.waagent.simulation.port";

  @Override
  public void start(BundleContext context) {
    SimulatedClock clock = new SimulatedClock();
    Map<String, Object> first = Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
    context.registerService(Clock.class, clock, FrameworkUtil.asDictionary(first));
    int port = Integer.parseInt(context.getProperty(PORT));
    new Driver(clock, port, () -> allRun(context)).start();
  }

  private static boolean allRun(BundleContext context) {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getState() != Bundle.ACTIVE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void stop(BundleContext context) {
    // The service goes with the bundle, and the thread with the process.
  }
}
