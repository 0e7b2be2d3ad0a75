// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.config;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Who makes a machine of an image. */
public enum Provisioner {
  /** This agent. */
  WAAGENT,
  /** cloud-init; the agent waits for it. */
  CLOUD_INIT,
  /** Nobody: the machine is taken as it is. */
  NOBODY;

  /**
   * As the configuration says. {@code Provisioning.Enabled} and {@code UseCloudInit} are of older
   * agents; an explicit {@code Provisioning.Agent} outweighs them, {@code auto} does not.
   *
   * @param cloudInit whether cloud-init is enabled on this machine; asked only where it matters
   */
  public static Provisioner of(Config config, BooleanSupplier cloudInit) {
    switch (config.agent().toLowerCase(Locale.ROOT)) {
      case "waagent":
        return WAAGENT;
      case "cloud-init":
        return CLOUD_INIT;
      case "disabled":
        return NOBODY;
      default:
        break;
    }
    if (!config.enabled()) {
      return config.useCloudInit() ? CLOUD_INIT : NOBODY;
    }
    return cloudInit.getAsBoolean() ? CLOUD_INIT : WAAGENT;
  }
}
