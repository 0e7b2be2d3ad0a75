// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.waagent.core.timeline.Phases;
import org.waagent.plugin.AgentStart;

/** Finds what the launcher tells of the start. */
final class LauncherPhases {
  private LauncherPhases() {}

  static Phases of(BundleContext context) {
    return new Phases(() -> lines(context), System::nanoTime);
  }

  private static List<?> lines(BundleContext context) {
    try {
      @SuppressWarnings("rawtypes")
      Collection<ServiceReference<Supplier>> found =
          context.getServiceReferences(Supplier.class, "(" + AgentStart.PHASES + "=true)");
      for (ServiceReference<?> reference : found) {
        if (context.getService(reference) instanceof Supplier<?> supplier
            && supplier.get() instanceof List<?> lines) {
          return lines;
        }
      }
      return List.of();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
