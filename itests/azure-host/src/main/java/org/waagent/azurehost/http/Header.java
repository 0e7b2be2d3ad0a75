// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.util.Objects;

/** One header line, name and value as they were sent (value trimmed). */
public record Header(String name, String value) {
  public Header {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
