// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Takes telemetry and collected logs to the platform. */
@ProviderType
public interface EventUpload {
  /**
   * Sends a telemetry document.
   *
   * @param xml {@code TelemetryData}, at most 64 KiB
   * @throws HostException if it was not accepted
   */
  void telemetry(byte[] xml) throws HostException;

  /**
   * Sends collected logs through the host plugin.
   *
   * @param zip the archive
   * @param length its size in bytes
   * @throws HostException if it was not accepted
   */
  void logs(InputStream zip, long length) throws HostException;
}
