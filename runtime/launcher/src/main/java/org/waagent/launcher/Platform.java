// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

/** The OSGi framework with the bundles of a feature. */
final class Platform implements FrameworkListener {
  private final Framework framework;
  private final Path bundles;
  private final Complaints complaints;
  private final StartLog log = new StartLog();

  Platform(Map<String, String> properties, Path bundles, Complaints complaints) {
    this.framework = new FrameworkFactory().newFramework(properties);
    this.bundles = bundles;
    this.complaints = complaints;
  }

  /**
   * Installs all bundles, then starts them in order. One that does not start is told and left
   * behind: the others do without.
   *
   * @return symbolic names of those left behind
   */
  List<String> start(List<String> names) throws BundleException {
    long begin = System.nanoTime();
    framework.init();
    BundleContext context = framework.getBundleContext();
    log.register(context, begin);
    context.addFrameworkListener(this);
    List<Bundle> installed = new ArrayList<>(names.size());
    for (String name : names) {
      install(context, name, installed);
    }
    framework.start();
    log.add("framework", begin, StartLog.DONE);
    List<String> left = new ArrayList<>();
    for (Bundle bundle : installed) {
      if (!start(bundle)) {
        left.add(bundle.getSymbolicName());
      }
    }
    return left;
  }

  /** Has bundles find what the launcher does for them, by a property. */
  <S> void offer(Class<S> type, S service, String property) throws BundleException {
    framework.init();
    framework
        .getBundleContext()
        .registerService(type, service, FrameworkUtil.asDictionary(Map.of(property, Boolean.TRUE)));
  }

  private void install(BundleContext context, String name, List<Bundle> installed) {
    try {
      installed.add(context.installBundle("reference:file:" + bundles.resolve(name)));
    } catch (BundleException e) {
      complaints.tell("bundle " + name + " cannot be installed", e);
    }
  }

  private boolean start(Bundle bundle) {
    if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
      return true;
    }
    String name = bundle.getSymbolicName();
    long begin = System.nanoTime();
    try {
      bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
      log.add(name, begin, StartLog.DONE);
      return true;
    } catch (BundleException | RuntimeException | LinkageError e) {
      log.add(name, begin, StartLog.FAILED);
      complaints.tell("bundle " + name + " does not start", e);
      return false;
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /**
   * Waits until the framework ends by itself.
   *
   * @return false if the time passed first
   */
  boolean await(long millis) throws InterruptedException {
    return framework.waitForStop(millis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
  }

  /** Stops all bundles; gives up after that time. */
  void stop(long millis) {
    try {
      framework.stop();
      framework.waitForStop(millis);
    } catch (BundleException e) {
      complaints.tell("the framework does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      complaints.tell("bundle " + event.getBundle().getSymbolicName(), event.getThrowable());
    }
  }

  /** Where trouble is told. */
  interface Complaints {
    void tell(String what, Throwable why);
  }
}
