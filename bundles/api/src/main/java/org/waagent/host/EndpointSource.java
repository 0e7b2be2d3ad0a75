// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One way to find the wire server. Services of this type are asked in the order of their {@code
 * service.ranking}, highest first, until one answers.
 */
@ConsumerType
public interface EndpointSource {
  /**
   * Looks once. May wait, but has a deadline of its own.
   *
   * @return empty if this way leads nowhere
   * @throws HostException if looking failed
   */
  Optional<Endpoint> find() throws HostException;

  /** The endpoint this source found did not answer: what is remembered of it is forgotten. */
  default void failed(Endpoint endpoint) {}
}
