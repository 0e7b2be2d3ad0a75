// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.telemetry.event.EventJson;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.event.Kind;
import org.waagent.telemetry.event.Origin;
import org.waagent.telemetry.event.Redaction;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Events;
import org.waagent.telemetry.facts.Identity;

/** An event that is not whole, as handlers write it with the library of the Python agent. */
final class LegacyEvent {
  /** Of an extension's event only these count: the rest is about the agent, which it is not. */
  private static final List<String> KEPT =
      List.of("Name", "Version", "Operation", "OperationSuccess", "Message", "Duration");

  private final TelemetryEvent event;
  private final String fileType;

  private LegacyEvent(TelemetryEvent event, String fileType) {
    this.event = event;
    this.fileType = fileType;
  }

  /**
   * @throws Refusal if it is no event
   */
  static LegacyEvent read(String text) throws Refusal {
    String content = text.strip();
    if (content.startsWith("<")) {
      return new LegacyEvent(LegacyXml.read(content), "xml");
    }
    try {
      List<TelemetryEvent> events = EventJson.read(content);
      if (events.size() != 1) {
        throw new Refusal("not one event");
      }
      return new LegacyEvent(events.get(0), "json");
    } catch (JsonParseException e) {
      throw new Refusal("neither JSON nor XML");
    }
  }

  /**
   * The event whole.
   *
   * @param time when its file was written
   */
  TelemetryEvent whole(Instant time, long pid, Events events) {
    boolean ours = event.field("Name").map(Field::text).orElse("").equals(Identity.AGENT);
    Origin origin = Origin.of(time, 0, pid, "");
    Optional<String> type =
        event.id() == Kind.AGENT.id() ? Optional.of(ours ? "" : fileType) : Optional.empty();
    List<Field> fields = new ArrayList<>();
    for (Field field : event.fields()) {
      if (ours || KEPT.contains(field.name())) {
        fields.add(clean(field));
      }
    }
    for (Field field : events.common(origin, type)) {
      if (!ours || event.field(field.name()).isEmpty()) {
        fields.add(field);
      }
    }
    return new TelemetryEvent(event.id(), event.provider(), fields);
  }

  /** A line of a log, for one, is in another field than the message. */
  private static Field clean(Field field) {
    return field.type().equals(Field.TEXT)
        ? Field.of(field.name(), Redaction.of(field.text()))
        : field;
  }
}
