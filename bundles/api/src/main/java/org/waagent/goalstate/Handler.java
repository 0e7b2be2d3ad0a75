// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One extension handler a goal state names.
 *
 * @param name publisher and type
 * @param version the requested version; a prefix of the version to take
 * @param requested what is wanted
 * @param manifestLocations where its manifest is, in the order to try; without duplicates
 * @param encodedSignature base64 DER of a detached CMS signature over the package
 * @param multiConfig whether the goal state treats it as a handler of several configurations
 * @param extensions its settings instances; empty for a handler without settings
 * @param invalid why this entry of the goal state can't be acted on; the others are not concerned
 */
public record Handler(
    HandlerName name,
    String version,
    RequestedState requested,
    List<BlobUrl> manifestLocations,
    Optional<String> encodedSignature,
    boolean multiConfig,
    List<Extension> extensions,
    Optional<String> invalid) {
  public Handler {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(requested, "requested");
    manifestLocations = List.copyOf(manifestLocations);
    requireNonNull(encodedSignature, "encodedSignature");
    extensions = List.copyOf(extensions);
    requireNonNull(invalid, "invalid");
  }
}
