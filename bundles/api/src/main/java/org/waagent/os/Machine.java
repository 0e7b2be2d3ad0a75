// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import org.osgi.annotation.versioning.ProviderType;

/** Facts of the machine that do not change while the agent runs, and its name, which may. */
@ProviderType
public interface Machine {
  /** The operating system. */
  Distro distro();

  /**
   * Names and places of this system that differ between systems.
   *
   * @throws UnsupportedOperationException if the provider is older than this method
   */
  default Layout layout() {
    throw new UnsupportedOperationException("layout");
  }

  /**
   * The id the virtual hardware has, in the platform's spelling: the first three groups of the
   * firmware's id with their bytes turned round. It stays over restarts and differs between
   * machines of one image. Empty text where the machine tells none.
   */
  default String instanceId() {
    return "";
  }

  /** The host name, read anew at each call; {@code localhost} where the system tells none. */
  String hostName();

  /** An id that is another one after each boot; empty where the system tells none. */
  default String bootId() {
    return "";
  }

  /** Whether this process is run by the super user. */
  boolean isRoot();

  /** Whether accounts for a while, as a goal state may ask for, are made on this system. */
  default boolean takesRemoteUsers() {
    return false;
  }

  /** Where this system keeps what makes it this one machine. */
  default Traces traces() {
    return Traces.NONE;
  }
}
