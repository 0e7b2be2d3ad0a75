// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

import org.osgi.annotation.versioning.ProviderType;
import org.waagent.goalstate.StatusBlob;

/** Takes the aggregate status to the status blob. */
@ProviderType
public interface StatusSink {
  /**
   * Uploads a status: through the host plugin, and straight to the blob if that fails.
   *
   * @param blob where it goes
   * @param status the JSON document
   * @return how it went
   * @throws HostException if neither way worked
   */
  Accepted upload(StatusBlob blob, byte[] status) throws HostException;

  /**
   * A status the platform took.
   *
   * @param channel {@code host plugin} or {@code direct}
   */
  record Accepted(String channel) {
    public Accepted {
      requireNonNull(channel, "channel");
    }
  }
}
