// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The history of goal states on disk. Plugins add what belongs to the goal state being processed,
 * beside the documents it came in.
 */
@ProviderType
public interface GoalStateHistory {
  /**
   * Keeps a document with the newest goal state. A history that can't be written is told in the log
   * and fails nothing.
   *
   * @param name of the file, for example {@code waagent_policy.json}
   * @param text fit to be kept, without secrets
   */
  void keep(String name, String text);
}
