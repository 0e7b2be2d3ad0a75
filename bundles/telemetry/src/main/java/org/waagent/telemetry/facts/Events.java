// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.host.Event;
import org.waagent.host.Measurement;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.event.Kind;
import org.waagent.telemetry.event.Origin;
import org.waagent.telemetry.event.Redaction;
import org.waagent.telemetry.event.TelemetryEvent;

/** Makes whole events: what happened, and what every event says of this machine. */
public final class Events {
  private final Identity identity;

  public Events(Identity identity) {
    this.identity = identity;
  }

  /** Something the agent or a handler did. */
  public TelemetryEvent of(Event event, Origin origin) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("Name", event.name()));
    fields.add(Field.of("Version", event.version()));
    fields.add(Field.of("Operation", event.operation()));
    fields.add(Field.of("OperationSuccess", event.success()));
    fields.add(Field.of("Message", Redaction.of(event.message())));
    fields.add(Field.of("Duration", event.duration().map(d -> d.toMillis()).orElse(0L)));
    return whole(Kind.AGENT, fields, origin, Optional.of(""));
  }

  /** A figure. */
  public TelemetryEvent of(Measurement figure, Origin origin) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("Category", figure.category()));
    fields.add(Field.of("Counter", figure.counter()));
    fields.add(Field.of("Instance", figure.instance()));
    fields.add(Field.of("Value", figure.value()));
    return whole(Kind.FIGURE, fields, origin, Optional.empty());
  }

  /**
   * A line of a log, or what an extension wrote.
   *
   * @param name {@code Log}, or handler and version
   * @param capability the level
   * @param contexts message, time, and id of the operation
   */
  public TelemetryEvent log(String name, String capability, List<String> contexts, Origin origin) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("EventName", name));
    fields.add(Field.of("CapabilityUsed", capability));
    for (int i = 0; i < contexts.size(); i++) {
      fields.add(Field.of("Context" + (i + 1), contexts.get(i)));
    }
    return whole(Kind.LOG, fields, origin, Optional.empty());
  }

  /**
   * What every event has, in order.
   *
   * @param fileType for events of kind 1, what kind of file it was read from
   */
  public List<Field> common(Origin origin, Optional<String> fileType) {
    List<Field> fields = new ArrayList<>();
    identity.head().forEach(fact -> fields.add(fact.field()));
    fields.add(Field.of("OpcodeName", Origin.text(origin.time())));
    fields.add(origin.tid());
    fields.add(origin.pid());
    fields.add(Field.of("TaskName", origin.task()));
    fileType.ifPresent(
        type -> {
          fields.add(Field.of("ExtensionType", type));
          fields.add(Field.of("IsInternal", false));
        });
    identity.tail().forEach(fact -> fields.add(fact.field()));
    return fields;
  }

  private TelemetryEvent whole(
      Kind kind, List<Field> fields, Origin origin, Optional<String> fileType) {
    fields.addAll(common(origin, fileType));
    return kind.event(fields);
  }
}
