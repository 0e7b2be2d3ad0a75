// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

/** How an answer travels: whole, or in one of the ways networks and hosts break. */
public sealed interface Delivery {
  /** The whole answer at once. */
  record Whole() implements Delivery {}

  /** The connection is reset (TCP RST) without an answer. */
  record Reset() implements Delivery {}

  /** The head at once, the body so many bytes a second. */
  record Dripping(int bytesPerSecond) implements Delivery {}

  /** The head promises all, half the body comes, then the connection ends. */
  record Truncated() implements Delivery {}

  /** Bytes that are no HTTP, then the connection ends. */
  record Nonsense() implements Delivery {}

  /** Nothing, until the client gives up or the server stops. */
  record Silence() implements Delivery {}

  /** The usual way. */
  static Delivery whole() {
    return new Whole();
  }
}
