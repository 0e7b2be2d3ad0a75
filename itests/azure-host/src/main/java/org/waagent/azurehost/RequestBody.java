// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A body in the record, which may be cut later on; its length and digest stay those of all. */
public final class RequestBody {
  private final int length;
  private byte[] kept;
  private Optional<String> digest = Optional.empty();

  RequestBody(byte[] all) {
    this.length = all.length;
    this.kept = all;
  }

  /** In bytes, of the whole body. */
  public int length() {
    return length;
  }

  /** What is kept of it, from its start. */
  public synchronized byte[] bytes() {
    return kept;
  }

  /** SHA-256 of the whole body, in lower-case hex. */
  public synchronized String digest() {
    if (digest.isEmpty()) {
      digest = Optional.of(sha256(kept));
    }
    return digest.get();
  }

  /** Keeps so many bytes and gives how many were let go. */
  synchronized int cutTo(int bytes) {
    int before = kept.length;
    if (before <= bytes) {
      return 0;
    }
    digest();
    kept = Arrays.copyOf(kept, bytes);
    return before - bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
