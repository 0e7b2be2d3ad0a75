// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** The kind of status blob that a goal state asks for. */
public enum BlobType {
  BLOCK_BLOB("BlockBlob"),
  PAGE_BLOB("PageBlob");

  private final String word;

  BlobType(String word) {
    this.word = word;
  }

  /** The word of the documents and of the {@code x-ms-blob-type} header. */
  public String word() {
    return word;
  }
}
