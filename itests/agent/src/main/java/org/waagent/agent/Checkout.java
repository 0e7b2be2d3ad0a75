// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.nio.file.Path;

/** The source tree the tests run in, and what was built in it. */
public final class Checkout {
  private Checkout() {}

  /** The top of the source tree; the build tells it as the property {@code waagent.root}. */
  public static Path root() {
    return Path.of(System.getProperty("waagent.root", "../..")).toAbsolutePath().normalize();
  }

  /**
   * The installation that is tested: what the build made, or another one that the property {@code
   * waagent.installation} names.
   */
  public static Path installation() {
    String other = System.getProperty("waagent.installation");
    return other == null ? root().resolve("runtime/target/waagent") : Path.of(other);
  }
}
