// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What a state that an earlier agent left says of the last status that Azure accepted. */
public final class LastAccepted {
  private LastAccepted() {}

  /** Tells a publisher, if the state says it in a way that can be understood. */
  public static void tell(JsonObject state, StatusPublisher publisher) {
    if (state.get("report") instanceof JsonObject report) {
      String accepted = text(report, "accepted");
      String channel = text(report, "channel");
      if (!accepted.isEmpty() && !channel.isEmpty()) {
        tell(accepted, channel, publisher);
      }
    }
  }

  private static void tell(String accepted, String channel, StatusPublisher publisher) {
    try {
      publisher.remember(Instant.parse(accepted), channel);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("no time: " + accepted, e);
    }
  }

  private static String text(JsonObject json, String name) {
    JsonElement element = json.get(name);
    return element == null || !element.isJsonPrimitive() ? "" : element.getAsString();
  }
}
