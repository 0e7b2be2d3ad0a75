// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** The machine's services, by whatever starts them there. Names are those of the distro. */
@ProviderType
public interface Services {
  /** Which program keeps the services: systemd, SysV, OpenRC, rc.d or none. */
  String kind();

  /** Whether a service runs; {@code false} where nobody can tell. */
  boolean isRunning(String service) throws IOException, InterruptedException;

  /** Starts a service. */
  void start(String service) throws IOException, InterruptedException;

  /** Stops a service. */
  void stop(String service) throws IOException, InterruptedException;

  /** Starts a service again, whether it ran or not. */
  void restart(String service) throws IOException, InterruptedException;

  /** Has a service started at boot. */
  void enable(String service) throws IOException, InterruptedException;

  /** Has a service not started at boot. */
  void disable(String service) throws IOException, InterruptedException;

  /** Whether a service is started at boot; {@code false} where nobody can tell. */
  default boolean isEnabled(String service) throws IOException, InterruptedException {
    return false;
  }
}
