// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;

/** The vmSettings document of the host plugin. */
final class VmSettingsJson {
  /** The oldest version that knows everything this host serves (signatures). */
  private static final String PLUGIN_VERSION = "1.0.8.159";

  private final World world;
  private final Published published;
  private final GoalState goal;

  VmSettingsJson(World world) {
    this.world = world;
    this.published = world.latest();
    this.goal = published.goal();
  }

  String text() {
    Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    return gson.toJson(document());
  }

  private JsonObject document() {
    JsonObject root = new JsonObject();
    root.addProperty("hostGAPluginVersion", PLUGIN_VERSION);
    root.addProperty("vmSettingsSchemaVersion", "0.0");
    root.addProperty("activityId", published.activityId());
    root.addProperty("correlationId", published.correlationId());
    root.addProperty("inSvdSeqNo", published.svdSequence());
    root.addProperty("extensionsLastModifiedTickCount", published.ticks());
    root.addProperty("extensionGoalStatesSource", goal.fastTrack() ? "FastTrack" : "Fabric");
    goal.onHold().ifPresent(hold -> root.addProperty("onHold", hold));
    root.add("statusUploadBlob", statusBlob());
    root.add("inVMMetadata", metadata());
    root.add("requiredFeatures", features());
    root.add("gaFamilies", families());
    JsonArray extensions = new JsonArray();
    goal.extensions().forEach(e -> extensions.add(extension(e)));
    root.add("extensionGoalStates", extensions);
    return root;
  }

  private JsonObject statusBlob() {
    JsonObject blob = new JsonObject();
    blob.addProperty("statusBlobType", goal.statusBlobType().word());
    blob.addProperty("value", world.statusBlobUrl());
    return blob;
  }

  private JsonObject metadata() {
    Machine machine = world.machine();
    JsonObject json = new JsonObject();
    json.addProperty("subscriptionId", machine.subscriptionId());
    json.addProperty("resourceGroupName", machine.resourceGroup());
    json.addProperty("vmName", machine.name());
    json.addProperty("location", machine.location());
    json.addProperty("vmId", machine.vmId());
    json.addProperty("vmSize", machine.size());
    json.addProperty("osType", "Linux");
    return json;
  }

  private JsonArray features() {
    JsonArray array = new JsonArray();
    for (String feature : goal.requiredFeatures()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", feature);
      array.add(json);
    }
    return array;
  }

  private JsonArray families() {
    JsonArray array = new JsonArray();
    for (AgentFamily family : goal.families()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", family.name());
      family.version().ifPresent(v -> json.addProperty("version", v));
      family.fromRsm().ifPresent(v -> json.addProperty("isVersionFromRSM", v));
      family.rsmEnabled().ifPresent(v -> json.addProperty("isVMEnabledForRSMUpgrades", v));
      JsonArray uris = new JsonArray();
      uris.add(BlobPaths.manifest(world.at().blobUrl(), Catalog.familyName(family.name())));
      json.add("uris", uris);
      array.add(json);
    }
    return array;
  }

  private JsonObject extension(Extension e) {
    String blob = world.at().blobUrl();
    JsonObject json = new JsonObject();
    json.addProperty("name", e.name());
    json.addProperty("version", e.version());
    json.addProperty("location", BlobPaths.manifest(blob, e.name()));
    json.addProperty("failoverlocation", BlobPaths.manifestCopy(blob, e.name(), 0));
    JsonArray more = new JsonArray();
    for (int i = 1; i <= e.additionalLocations(); i++) {
      more.add(BlobPaths.manifestCopy(blob, e.name(), i));
    }
    json.add("additionalLocations", more);
    json.addProperty("state", e.state().word());
    json.addProperty("autoUpgrade", false);
    json.addProperty("runAsStartupTask", false);
    json.addProperty("isJson", true);
    json.addProperty("useExactVersion", true);
    e.encodedSignature().ifPresent(s -> json.addProperty("encodedSignature", s));
    json.addProperty("isMultiConfig", e.isMultiConfig());
    settings(e, json);
    return json;
  }

  private void settings(Extension e, JsonObject json) {
    RuntimeSettings runtime = new RuntimeSettings(world, goal);
    JsonArray all = new JsonArray();
    JsonArray depends = new JsonArray();
    e.settings()
        .ifPresent(
            s -> {
              json.addProperty("settingsSeqNo", s.sequenceNumber());
              all.add(runtime.withText(s));
              depend(e, "", s, depends);
            });
    for (Map.Entry<String, Settings> config : e.configs().entrySet()) {
      JsonObject one = runtime.withText(config.getValue());
      one.addProperty("seqNo", config.getValue().sequenceNumber());
      one.addProperty("extensionName", config.getKey());
      one.addProperty("extensionState", config.getValue().state().word());
      all.add(one);
      depend(e, config.getKey(), config.getValue(), depends);
    }
    if (!all.isEmpty()) {
      json.add("settings", all);
    }
    if (!depends.isEmpty()) {
      json.add("dependsOn", depends);
    }
  }

  private static void depend(Extension e, String config, Settings s, JsonArray depends) {
    if (s.dependencyLevel() == 0) {
      return;
    }
    JsonArray handlers = new JsonArray();
    for (String handler : e.dependsOn()) {
      JsonObject one = new JsonObject();
      one.addProperty("handler", handler);
      handlers.add(one);
    }
    JsonObject json = new JsonObject();
    // Real hosts spell this key both ways; agents must not mind.
    json.add(config.isEmpty() ? "DependsOnExtension" : "dependsOnExtension", handlers);
    json.addProperty("dependencyLevel", s.dependencyLevel());
    if (!config.isEmpty()) {
      json.addProperty("name", config);
    }
    depends.add(json);
  }
}
