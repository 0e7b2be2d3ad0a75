// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.condition.Condition;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Removals;
import org.waagent.plugin.Replan;

/**
 * Makes the mode of this start known as a condition, so that components of a daemon are not even
 * loaded for a single command.
 *
 * <p>For a single command nothing is planned and nothing is waited for. All conditions hold then,
 * and requests for a plan are void, so that every plugin's verbs and services are there.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ModeActivator implements BundleActivator {
  /** Condition that holds in a daemon. */
  static final String DAEMON = "org.waagent.daemon";

  /** Target of the reference by which a component belongs to a daemon. */
  public static final String IN_DAEMON = "(osgi.condition.id=" + DAEMON + ")";

  @Override
  public void start(BundleContext context) {
    if (FrameworkProperties.DAEMON.equals(context.getProperty(FrameworkProperties.MODE))) {
      publish(context, DAEMON);
      return;
    }
    context.registerService(Replan.class, (plugin, why) -> {}, null);
    context.registerService(Removals.class, (scope, why) -> {}, null);
    for (String id :
        List.of(
            Conditions.NETWORK_READY, Conditions.PROVISIONED, Conditions.RESOURCE_DISK_MOUNTED)) {
      publish(context, id);
    }
  }

  @Override
  public void stop(BundleContext context) {
    // The framework takes back what was registered.
  }

  static void publish(BundleContext context, String id) {
    Dictionary<String, ?> properties =
        FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, id));
    context.registerService(Condition.class, Condition.INSTANCE, properties);
  }
}
