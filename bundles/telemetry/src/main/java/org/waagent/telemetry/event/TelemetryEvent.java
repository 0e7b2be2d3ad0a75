// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An event as it goes to the platform.
 *
 * @param id number of its kind
 * @param provider whose kind it is, a GUID
 * @param fields in the order they are sent
 */
public record TelemetryEvent(int id, String provider, List<Field> fields) {
  public TelemetryEvent {
    requireNonNull(provider, "provider");
    fields = List.copyOf(fields);
  }

  /** A field by its name. */
  public Optional<Field> field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** The same event with each field replaced. */
  public TelemetryEvent with(UnaryOperator<Field> change) {
    List<Field> changed = new ArrayList<>(fields.size());
    for (Field field : fields) {
      changed.add(change.apply(field));
    }
    return new TelemetryEvent(id, provider, changed);
  }
}
