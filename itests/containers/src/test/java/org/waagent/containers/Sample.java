// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** Plugins of bundles that a test replaces. */
public final class Sample {
  static final String NAME = "sample";

  private Sample() {}

  /** Has nothing to do. */
  public static final class Idle implements Plugin {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Plan plan(Wanted wanted) {
      return Plan.nothing();
    }
  }

  /** Comes up, and cannot do what it is for. */
  public static final class Failing implements Plugin {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Plan plan(Wanted wanted) {
      throw new IllegalStateException("this version never plans");
    }
  }
}
