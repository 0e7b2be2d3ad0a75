// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.util.Objects;

/** An answer and the way it travels. */
public record Reply(HttpAnswer answer, Delivery delivery) {
  public Reply {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(delivery, "delivery");
  }
}
