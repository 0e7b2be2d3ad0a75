// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Something nobody may read in a log, a status, an exception or a command line.
 *
 * <p>It prints as stars. {@link #reveal()} and {@link #bytes()} are the only ways to the content;
 * call them at the last moment and keep what they return no longer than needed.
 */
public final class Secret {
  private final byte[] content;

  private Secret(byte[] content) {
    this.content = content;
  }

  /** A secret text. */
  public static Secret of(String text) {
    return new Secret(requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8));
  }

  /** A secret made of bytes; the array is copied. */
  public static Secret of(byte[] bytes) {
    return new Secret(requireNonNull(bytes, "bytes").clone());
  }

  /** The content as UTF-8 text. */
  public String reveal() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(content, secret.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "*****";
  }
}
