// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import org.osgi.annotation.versioning.ProviderType;

/** Facts of the machine that do not change while the agent runs, and its name, which may. */
@ProviderType
public interface Machine {
  /** The operating system. */
  Distro distro();

  /** The host name, read anew at each call; {@code localhost} where the system tells none. */
  String hostName();

  /** Whether this process is run by the super user. */
  boolean isRoot();

  /** Where this system keeps what makes it this one machine. */
  default Traces traces() {
    return Traces.NONE;
  }
}
