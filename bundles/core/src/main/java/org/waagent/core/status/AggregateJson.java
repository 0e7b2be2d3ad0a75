// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.waagent.core.text.Redaction;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.ExtensionStatus.Substatus;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Status;
import org.waagent.plugin.UpdateStatus;

/** The status blob, version 1.1: the members and their order are what Azure reads. */
final class AggregateJson {
  private final JsonWriter json;
  private final String now;

  private AggregateJson(StringWriter text, Instant now) {
    this.json = new JsonWriter(text);
    this.now = time(now);
  }

  /** The document as UTF-8. */
  static byte[] write(Aggregate aggregate, Instant now) {
    StringWriter text = new StringWriter();
    try {
      new AggregateJson(text, now).document(aggregate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void document(Aggregate aggregate) throws IOException {
    json.beginObject().name("version").value("1.1").name("timestampUTC").value(now);
    json.name("aggregateStatus").beginObject();
    agent(aggregate);
    json.name("handlerAggregateStatus").beginArray();
    for (Status status : aggregate.statuses()) {
      handler(status);
    }
    json.endArray();
    if (aggregate.goalState().isPresent()) {
      goalState(aggregate.goalState().get());
    }
    json.endObject();
    json.name("guestOSInfo").beginObject();
    json.name("computerName").value(aggregate.computerName());
    json.name("osName").value(aggregate.osName());
    json.name("osVersion").value(aggregate.osVersion());
    json.name("version").value(aggregate.version()).endObject();
    features(aggregate);
    json.endObject();
  }

  private void agent(Aggregate aggregate) throws IOException {
    json.name("guestAgentStatus").beginObject();
    json.name("version").value(aggregate.version()).name("status").value("Ready");
    message(Optional.of(aggregate.message()));
    if (aggregate.update().isPresent()) {
      update(aggregate.update().get());
    }
    json.endObject();
  }

  private void update(UpdateStatus update) throws IOException {
    boolean good = update.state() == UpdateStatus.State.SUCCESS;
    json.name("updateStatus").beginObject();
    json.name("expectedVersion").value(update.expectedVersion());
    json.name("status").value(good ? "Success" : "Error").name("code").value(update.code());
    message(Optional.of(update.message()));
    json.endObject();
  }

  private void handler(Status status) throws IOException {
    json.beginObject();
    json.name("handlerVersion").value(status.version()).name("handlerName").value(status.name());
    json.name("status").value(Redaction.of(status.state())).name("code").value(status.code());
    json.name("useExactVersion").value(true);
    if (status.message().isPresent()) {
      message(status.message());
    }
    if (status.extension().isPresent()) {
      settings(status.extension().get());
    }
    json.endObject();
  }

  private void settings(ExtensionStatus extension) throws IOException {
    json.name("runtimeSettingsStatus").beginObject();
    json.name("sequenceNumber").value(extension.sequenceNumber());
    if (extension.multiConfigName().isPresent()) {
      json.name("extensionName").value(extension.multiConfigName().get());
    }
    json.name("settingsStatus").beginObject();
    json.name("version").value(1.0).name("timestampUTC").value(now);
    json.name("status").beginObject();
    json.name("name").value(Redaction.of(extension.name()));
    optional("configurationAppliedTime", extension.configurationAppliedTime());
    optional("operation", extension.operation());
    optional("status", extension.state());
    code(extension.code());
    message(extension.message());
    substatuses(extension);
    json.endObject().endObject().endObject();
  }

  private void substatuses(ExtensionStatus extension) throws IOException {
    if (extension.substatuses().isEmpty()) {
      return;
    }
    json.name("substatus").beginArray();
    for (Substatus substatus : extension.substatuses()) {
      json.beginObject();
      optional("name", substatus.name());
      json.name("status").value(substatus.state());
      code(substatus.code());
      message(substatus.message());
      json.endObject();
    }
    json.endArray();
  }

  private void goalState(GoalStateStatus goalState) throws IOException {
    json.name("vmArtifactsAggregateStatus").beginObject();
    json.name("goalStateAggregateStatus").beginObject();
    message(Optional.of(goalState.message()));
    json.name("timestampUTC").value(time(goalState.timestamp()));
    json.name("inSvdSeqNo").value(goalState.svdSequenceNumber());
    json.name("status").value(goalState.success() ? "Success" : "Failed");
    json.name("code").value(goalState.code());
    json.endObject().endObject();
  }

  private void features(Aggregate aggregate) throws IOException {
    json.name("supportedFeatures").beginArray();
    for (Aggregate.Feature feature : aggregate.features()) {
      json.beginObject().name("Key").value(feature.key());
      json.name("Value").value(feature.value()).endObject();
    }
    json.endArray();
  }

  private void message(Optional<String> text) throws IOException {
    json.name("formattedMessage").beginObject().name("lang").value("en-US");
    optional("message", text);
    json.endObject();
  }

  private void optional(String name, Optional<String> text) throws IOException {
    json.name(name).value(text.map(Redaction::of).orElse(null));
  }

  // A code comes as JSON text, and is written as such only if it is a whole scalar: text from an
  // extension must never break the document all others are reported in.
  private void code(String told) throws IOException {
    String text = Redaction.of(told);
    json.name("code");
    if (JsonScalar.isOne(text)) {
      json.jsonValue(text);
    } else {
      json.value(text);
    }
  }
}
