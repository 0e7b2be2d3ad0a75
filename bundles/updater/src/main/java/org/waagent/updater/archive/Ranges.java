// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.VersionRange;

/**
 * The platforms a feature runs on. What it does not name may be any.
 *
 * @param agent versions of the agent; of its numbers the first three count
 * @param api for each package of the api, its versions
 * @param java feature versions of Java, for example {@code [17,26)}
 * @param os names of operating systems in lower case, for example {@code linux}; any if empty
 */
public record Ranges(
    Optional<VersionRange> agent,
    Map<String, VersionRange> api,
    Optional<VersionRange> java,
    List<String> os) {
  /** Runs anywhere. */
  public static final Ranges ANY =
      new Ranges(Optional.empty(), Map.of(), Optional.empty(), List.of());

  public Ranges {
    api = Map.copyOf(api);
    os = List.copyOf(os);
  }
}
