// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.waagent.plugin.FrameworkProperties;

/** The root the launcher chose. */
final class Roots {
  private Roots() {}

  static Root of(BundleContext context) {
    String chosen = context.getProperty(FrameworkProperties.ROOT);
    return new Root(Path.of(chosen == null ? "/" : chosen));
  }
}
