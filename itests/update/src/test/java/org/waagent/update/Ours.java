// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.util.List;

/** The bundles of this tree that export nothing, so that each can be replaced as it runs. */
final class Ours {
  static final List<String> REPLACEABLE =
      List.of(
          "os",
          "config",
          "host-protocol",
          "core",
          "extension-handler",
          "provisioning",
          "telemetry",
          "updater");

  private Ours() {}

  static String[] all() {
    return REPLACEABLE.toArray(String[]::new);
  }
}
