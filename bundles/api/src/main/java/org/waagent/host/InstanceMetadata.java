// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The instance metadata service (IMDS). Reached without a proxy; each call asks it. */
@ProviderType
public interface InstanceMetadata {
  /**
   * What the platform calls this machine.
   *
   * @throws HostException if the service was not reached or its answer makes no sense
   */
  Compute compute() throws HostException;

  /**
   * A document as it came.
   *
   * @param path below {@code /metadata/}, for example {@code instance}
   * @return JSON text
   * @throws HostException if the service was not reached or refused
   */
  String text(String path) throws HostException;

  /**
   * A document as it came, in a version of the service that has more than others.
   *
   * @param path below {@code /metadata/}, for example {@code instance/compute}
   * @param version of the service, for example {@code 2021-01-01}
   * @return JSON text
   * @throws HostException if the service was not reached or refused
   */
  default String text(String path, String version) throws HostException {
    return text(path);
  }

  /**
   * Facts of {@code instance/compute}, api version 2018-02-01. A fact the document does not have is
   * empty.
   */
  record Compute(
      Optional<String> location,
      Optional<String> name,
      Optional<String> offer,
      Optional<String> osType,
      Optional<String> placementGroupId,
      Optional<String> platformFaultDomain,
      Optional<String> platformUpdateDomain,
      Optional<String> publisher,
      Optional<String> resourceGroupName,
      Optional<String> sku,
      Optional<String> subscriptionId,
      Optional<String> tags,
      Optional<String> version,
      Optional<String> vmId,
      Optional<String> vmSize,
      Optional<String> vmScaleSetName,
      Optional<String> zone) {}
}
