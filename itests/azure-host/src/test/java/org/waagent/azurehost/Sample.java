// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Map;

/** Documents that agents send. */
final class Sample {
  private Sample() {}

  static String status(String handlers) {
    return "{\"version\":\"1.1\",\"timestampUTC\":\"2026-01-01T00:00:00Z\",\"aggregateStatus\":{"
        + "\"guestAgentStatus\":{\"version\":\"3.0.0\",\"status\":\"Ready\",\"formattedMessage\":"
        + "{\"lang\":\"en-US\",\"message\":\"Guest Agent is running\"}},"
        + "\"handlerAggregateStatus\":["
        + handlers
        + "],\"vmArtifactsAggregateStatus\":{\"goalStateAggregateStatus\":{\"formattedMessage\":"
        + "{\"lang\":\"en-US\",\"message\":\"ok\"},\"timestampUTC\":\"2026-01-01T00:00:00Z\","
        + "\"inSvdSeqNo\":\"2\",\"status\":\"Success\",\"code\":0}}},"
        + "\"guestOSInfo\":{\"computerName\":\"vm\",\"osName\":\"debian\",\"osVersion\":\"12\","
        + "\"version\":\"3.0.0\"},\"supportedFeatures\":[{\"Key\":\"FastTrack\",\"Value\":\"1.0\"}]}";
  }

  static String handler(
      String name, String version, String status, int sequence, String extension) {
    return "{\"handlerName\":\""
        + name
        + "\",\"handlerVersion\":\""
        + version
        + "\",\"status\":\""
        + status
        + "\",\"code\":0,\"useExactVersion\":true,\"formattedMessage\":{\"lang\":\"en-US\","
        + "\"message\":\"Plugin enabled\"},\"runtimeSettingsStatus\":{\"sequenceNumber\":"
        + sequence
        + ",\"settingsStatus\":{\"version\":1.0,\"timestampUTC\":\"2026-01-01T00:00:00Z\","
        + "\"status\":{\"name\":\"x\",\"operation\":null,\"status\":\""
        + extension
        + "\",\"code\":0,\"formattedMessage\":{\"lang\":\"en-US\",\"message\":\"hi\"}}}}}";
  }

  static Extension hello() {
    return Extension.named("Acme.Hello")
        .version("1.0.0")
        .fromFiles(Map.of("HandlerManifest.json", "[]", "bin/enable.sh", "#!/bin/sh\n"));
  }

  static String health(Machine machine, String state) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Health><GoalStateIncarnation>1"
        + "</GoalStateIncarnation><Container><ContainerId>"
        + machine.containerId()
        + "</ContainerId><RoleInstanceList><Role><InstanceId>"
        + machine.roleInstance()
        + "</InstanceId><Health><State>"
        + state
        + "</State></Health></Role></RoleInstanceList></Container></Health>";
  }
}
