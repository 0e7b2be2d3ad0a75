// SPDX-License-Identifier: Apache-2.0
package org.waagent.conf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waagent.fuzz.Target;

/** The configuration file. */
public final class ConfTargets {
  private ConfTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        new Target(
            "waagent.conf",
            bytes -> ConfFile.parse("waagent.conf", bytes),
            BadConfException.class,
            List.of("# c\nLib.Dir=/x # y\nOS.A=y\nA = \"b\"\n".getBytes(StandardCharsets.UTF_8))));
  }
}
