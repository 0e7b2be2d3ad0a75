// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The name this machine gives itself. {@link Machine#hostName} tells the one in force. */
@ProviderType
public interface HostNames {
  /** The name the machine takes when it starts; empty if the system keeps none. */
  Optional<String> kept() throws IOException;

  /**
   * Gives the machine a name, now and for when it starts. The network is not told. Systems that
   * have their own ways for it, such as appliances, are left as they are.
   *
   * @throws IOException if the system did not take it
   * @throws IllegalArgumentException if no machine may have such a name
   */
  void set(String name) throws IOException, InterruptedException;
}
