// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.util.function.Supplier;

/** How an answer travels: whole, or in one of the ways networks and hosts break. */
public sealed interface Delivery {
  /** The whole answer at once. */
  record Whole() implements Delivery {}

  /** The connection is reset (TCP RST) without an answer. */
  record Reset() implements Delivery {}

  /**
   * So many bytes a second.
   *
   * @param head whether the head drips too, or comes at once
   */
  record Dripping(int bytesPerSecond, boolean head, Hold hold) implements Delivery {}

  /** The head promises all, half the body comes, then the connection ends. */
  record Truncated() implements Delivery {}

  /** In chunks, and behind the body more of them until the client leaves or the hold ends. */
  record Endless(Hold hold) implements Delivery {}

  /** Bytes that are no HTTP, then the connection ends. */
  record Nonsense() implements Delivery {}

  /**
   * Nothing, until the client gives up, the server stops or the hold ends.
   *
   * @param after makes the answer when the hold ends with one
   */
  record Silence(Hold hold, Supplier<HttpAnswer> after) implements Delivery {}

  /** The usual way. */
  static Delivery whole() {
    return new Whole();
  }
}
