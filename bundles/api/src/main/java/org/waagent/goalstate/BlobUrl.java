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
    // Where the question mark was damaged, the signature is still one.
    int signature = text.indexOf("sig=");
    int end = query < 0 || signature >= 0 && signature < query ? signature : query;
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public String toString() {
    String address = withoutQuery();
    return address.length() == text.length() ? text : address + "?*****";
  }
}
