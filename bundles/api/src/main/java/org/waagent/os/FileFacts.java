// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is known of a file without opening it. A symbolic link is told as such, not followed.
 *
 * @param kind what it is
 * @param size in bytes
 * @param mode its permission bits
 * @param owner name of its owner
 * @param modified when its content last changed
 */
public record FileFacts(Kind kind, long size, Mode mode, String owner, Instant modified) {
  public FileFacts {
    requireNonNull(kind, "kind");
    requireNonNull(mode, "mode");
    requireNonNull(owner, "owner");
    requireNonNull(modified, "modified");
  }

  /** Kinds of file. */
  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    OTHER
  }
}
