// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import static java.util.Objects.requireNonNull;

import org.waagent.telemetry.event.Field;

/**
 * Something every event says of this machine.
 *
 * @param field as it is sent
 * @param source where it comes from, for people
 */
public record Fact(Field field, String source) {
  public Fact {
    requireNonNull(field, "field");
    requireNonNull(source, "source");
  }
}
