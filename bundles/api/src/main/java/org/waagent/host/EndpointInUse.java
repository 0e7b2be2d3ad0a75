// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The endpoint that goal states come from. */
@ProviderType
public interface EndpointInUse {
  /**
   * The endpoint, without looking for one.
   *
   * @return empty before one was found
   */
  Optional<Endpoint> current();
}
