// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import org.waagent.telemetry.clean.Rule;

/**
 * A file that was taken.
 *
 * @param name in the archive
 * @param source on the machine
 * @param size bytes in the archive, not compressed
 * @param cuts how often each rule cut something out
 * @param note why it is not whole; empty if it is
 */
record Member(String name, Path source, long size, Map<Rule, Integer> cuts, String note) {
  Member {
    requireNonNull(name, "name");
    requireNonNull(source, "source");
    cuts = Map.copyOf(cuts);
    requireNonNull(note, "note");
  }
}
