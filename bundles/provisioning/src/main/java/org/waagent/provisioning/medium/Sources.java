// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.medium;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.waagent.host.InstanceMetadata;
import org.waagent.os.OpticalDrives;

/**
 * Where the OVF environment may come from.
 *
 * @param drives for the provisioning medium
 * @param metadata gives the metadata service when it is needed; null where there is none
 */
public record Sources(OpticalDrives drives, Supplier<InstanceMetadata> metadata) {
  public Sources {
    requireNonNull(drives, "drives");
    requireNonNull(metadata, "metadata");
  }
}
