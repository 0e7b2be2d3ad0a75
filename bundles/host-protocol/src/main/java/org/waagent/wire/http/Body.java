// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;

/** What a request carries. */
public sealed interface Body {
  /** Nothing. */
  record None() implements Body {}

  /**
   * Bytes that can be sent again.
   *
   * @param content not copied, as it may be large; nobody changes it
   */
  record Bytes(byte[] content) implements Body {
    public Bytes {
      requireNonNull(content, "content");
    }
  }

  /**
   * Bytes that can be sent once.
   *
   * @param content read to its length
   * @param length in bytes
   */
  record Once(InputStream content, long length) implements Body {
    public Once {
      requireNonNull(content, "content");
    }
  }
}
