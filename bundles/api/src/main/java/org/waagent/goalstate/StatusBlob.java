// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

/**
 * Where the aggregate status goes.
 *
 * @param url address with its signature
 * @param type kind of blob
 */
public record StatusBlob(BlobUrl url, Type type) {
  public StatusBlob {
    requireNonNull(url, "url");
    requireNonNull(type, "type");
  }

  /** Kinds of blob; anything else Azure names is taken for a block blob. */
  public enum Type {
    BLOCK_BLOB,
    PAGE_BLOB
  }
}
