// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.waagent.plugin.Change;

/**
 * What one owner takes away.
 *
 * @param owner name of a plugin, or of the core
 * @param changes in order
 */
record Section(String owner, List<Change> changes) {
  Section {
    requireNonNull(owner, "owner");
    changes = List.copyOf(changes);
  }
}
