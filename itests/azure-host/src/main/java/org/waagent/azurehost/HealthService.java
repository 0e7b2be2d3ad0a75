// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** Takes what agents observe of their host. Nothing of a report counts when a part is wrong. */
final class HealthService {
  private static final int MAX_OBSERVATIONS = 10;
  private static final int MAX_NAME = 64;
  private static final int MAX_TEXT = 128;
  private static final Set<String> NAMES =
      Set.of(
          "GuestAgentPluginHeartbeat",
          "GuestAgentPluginStatus",
          "GuestAgentPluginVersions",
          "GuestAgentPluginArtifact",
          "InstanceMetadataHeartbeat");
  private static final Set<String> REPORT = Set.of("Api", "Version", "Source", "Observations");
  private static final Set<String> OBSERVATION =
      Set.of("ObservationName", "IsHealthy", "Description", "Value");

  private HealthService() {}

  static HttpAnswer take(HttpRequest request, Effects effects) {
    Require.contentType(request, "application/json");
    JsonObject root = parse(request.text());
    demand(root.keySet().equals(REPORT), "Its keys are " + root.keySet());
    demand(text(root, "Api").equals("reporttargethealth"), "Api is " + root.get("Api"));
    demand(text(root, "Version").equals("1.0"), "Version is " + root.get("Version"));
    demand(!text(root, "Source").isEmpty(), "Source is empty");
    demand(root.get("Observations").isJsonArray(), "Observations is no list");
    List<JsonElement> all = root.getAsJsonArray("Observations").asList();
    demand(!all.isEmpty() && all.size() <= MAX_OBSERVATIONS, all.size() + " observations");
    List<Observation> observations = all.stream().map(HealthService::observation).toList();
    observations.forEach(effects::observation);
    return HttpAnswer.empty(200);
  }

  private static JsonObject parse(String text) {
    try {
      if (JsonParser.parseString(text) instanceof JsonObject root) {
        return root;
      }
    } catch (JsonParseException e) {
      throw wrong("Not JSON: " + e.getMessage());
    }
    throw wrong("No JSON object");
  }

  private static Observation observation(JsonElement element) {
    demand(element.isJsonObject(), "An observation is " + element);
    JsonObject one = element.getAsJsonObject();
    demand(one.keySet().equals(OBSERVATION), "An observation with keys " + one.keySet());
    String name = text(one, "ObservationName");
    demand(name.length() <= MAX_NAME, "ObservationName is longer than " + MAX_NAME);
    demand(NAMES.contains(name), "No such observation: " + name);
    boolean flag = one.get("IsHealthy") instanceof JsonPrimitive p && p.isBoolean();
    demand(flag, "IsHealthy is " + one.get("IsHealthy"));
    return new Observation(
        Instant.now(),
        name,
        one.get("IsHealthy").getAsBoolean(),
        shortText(one, "Description"),
        shortText(one, "Value"));
  }

  private static String shortText(JsonObject owner, String key) {
    String text = text(owner, key);
    demand(text.length() <= MAX_TEXT, key + " is longer than " + MAX_TEXT);
    return text;
  }

  private static String text(JsonObject owner, String key) {
    demand(owner.get(key) instanceof JsonPrimitive p && p.isString(), key + " is no text");
    return owner.get(key).getAsString();
  }

  private static void demand(boolean held, String otherwise) {
    if (!held) {
      throw wrong(otherwise);
    }
  }

  private static Refusal wrong(String why) {
    return Refusal.wrong(400, "InvalidRequest", "Not a health report. " + why);
  }
}
