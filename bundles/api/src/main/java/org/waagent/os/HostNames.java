// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

  /**
   * Names that DHCP clients were told to send in place of the host name, by the file that says so.
   */
  default Map<Path, String> sent() throws IOException {
    return Map.of();
  }

  /**
   * Puts a name in the place of those {@link #sent}; clients read it when they start. Where none is
   * fixed, none is added.
   *
   * @throws IOException if a file can't be read or written
   * @throws IllegalArgumentException if no machine may have such a name
   */
  default void send(String name) throws IOException {
    if (!sent().isEmpty()) {
      throw new IOException("names for DHCP can't be changed here");
    }
  }
}
