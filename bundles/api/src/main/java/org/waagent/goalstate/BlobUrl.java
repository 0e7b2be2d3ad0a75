// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

/**
 * The address of a blob. Its query usually carries a signature that gives access to the blob, so
 * the query never shows when the value is printed.
 *
 * @param text the whole address, query included: for the request only
 */
public record BlobUrl(String text) {
  public BlobUrl {
    requireNonNull(text, "text");
  }

  /** The address without its query, fit for a log. */
  public String withoutQuery() {
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  @Override
  public String toString() {
    return withoutQuery().length() == text.length() ? text : withoutQuery() + "?*****";
  }
}
