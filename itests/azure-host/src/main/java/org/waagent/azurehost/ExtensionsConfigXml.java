// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonObject;

/** The ExtensionsConfig document of the fabric. */
final class ExtensionsConfigXml {
  private final World world;
  private final Published published;
  private final GoalState goal;
  private final StringBuilder out = new StringBuilder(4096);

  ExtensionsConfigXml(World world, Published published) {
    this.world = world;
    this.published = published;
    this.goal = published.goal();
  }

  String text() {
    out.append(Xml.HEAD).append("<Extensions version=\"1.0.0.0\" goalStateIncarnation=\"");
    out.append(published.incarnation()).append("\">");
    families();
    requiredFeatures();
    out.append("<Plugins>\n");
    goal.extensions().forEach(this::plugin);
    out.append("</Plugins>\n<PluginSettings>\n");
    goal.extensions().forEach(this::pluginSettings);
    out.append("</PluginSettings>\n");
    blobs();
    out.append("<InVMGoalStateMetaData").append(attribute("inSvdSeqNo", published.svdSequence()));
    out.append(attribute("createdOnTicks", published.ticks()));
    out.append(attribute("activityId", published.activityId()));
    out.append(attribute("correlationId", published.correlationId())).append(" />\n");
    return out.append("</Extensions>\n").toString();
  }

  private void families() {
    out.append("<GuestAgentExtension xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    out.append("  <GAFamilies>\n");
    for (AgentFamily family : goal.families()) {
      out.append("    <GAFamily>\n      ").append(element("Name", family.name()));
      family.version().ifPresent(v -> out.append(element("Version", v)));
      family.fromRsm().ifPresent(v -> out.append(element("IsVersionFromRSM", v)));
      family.rsmEnabled().ifPresent(v -> out.append(element("IsVMEnabledForRSMUpgrades", v)));
      out.append("\n      <Uris>");
      String name = Catalog.familyName(family.name());
      out.append(element("Uri", BlobPaths.manifest(world.at().blobUrl(), name)));
      out.append("</Uris>\n    </GAFamily>\n");
    }
    out.append("  </GAFamilies>\n  ").append(element("Location", world.machine().location()));
    out.append(element("ServiceName", "CRP")).append("\n</GuestAgentExtension>\n");
  }

  private void requiredFeatures() {
    if (goal.requiredFeatures().isEmpty()) {
      return;
    }
    out.append("<RequiredFeatures>\n");
    for (String feature : goal.requiredFeatures()) {
      out.append("  <RequiredFeature>").append(element("Name", feature));
      out.append("</RequiredFeature>\n");
    }
    out.append("</RequiredFeatures>\n");
  }

  private void plugin(Extension e) {
    String blob = world.at().blobUrl();
    out.append("  <Plugin").append(attribute("name", e.name()));
    out.append(attribute("version", e.version()));
    out.append(attribute("location", BlobPaths.manifest(blob, e.name())));
    out.append(attribute("config", "")).append(attribute("state", e.state().word()));
    out.append(attribute("autoUpgrade", "false"));
    out.append(attribute("failoverlocation", BlobPaths.manifestCopy(blob, e.name(), 0)));
    out.append(attribute("runAsStartupTask", "false")).append(attribute("isJson", "true"));
    out.append(attribute("useExactVersion", "true"));
    e.encodedSignature().ifPresent(s -> out.append(attribute("encodedSignature", s)));
    if (e.additionalLocations() == 0) {
      out.append(" />\n");
      return;
    }
    out.append(">\n    <additionalLocations>");
    for (int i = 1; i <= e.additionalLocations(); i++) {
      out.append(element("additionalLocation", BlobPaths.manifestCopy(blob, e.name(), i)));
    }
    out.append("</additionalLocations>\n  </Plugin>\n");
  }

  private void pluginSettings(Extension e) {
    if (e.settings().isEmpty() && !e.isMultiConfig()) {
      return;
    }
    out.append("  <Plugin").append(attribute("name", e.name()));
    out.append(attribute("version", e.version())).append(">\n");
    e.settings().ifPresent(s -> single(e, s));
    e.configs().forEach((name, s) -> config(e, name, s));
    out.append("  </Plugin>\n");
  }

  private void single(Extension e, Settings s) {
    if (s.dependencyLevel() > 0) {
      dependsOn(e, "", s.dependencyLevel());
    }
    out.append("    <RuntimeSettings").append(attribute("seqNo", s.sequenceNumber())).append(">");
    out.append(Xml.escape(runtimeSettings(s))).append("</RuntimeSettings>\n");
  }

  private void config(Extension e, String name, Settings s) {
    if (s.dependencyLevel() > 0) {
      dependsOn(e, attribute("name", name), s.dependencyLevel());
    }
    out.append("    <ExtensionRuntimeSettings").append(attribute("seqNo", s.sequenceNumber()));
    out.append(attribute("name", name)).append(attribute("state", s.state().word())).append(">");
    out.append(Xml.escape(runtimeSettings(s))).append("</ExtensionRuntimeSettings>\n");
  }

  private void dependsOn(Extension e, String name, int level) {
    out.append("    <DependsOn").append(name).append(attribute("dependencyLevel", level));
    out.append(">");
    for (String handler : e.dependsOn()) {
      out.append("<DependsOnExtension").append(attribute("handler", handler)).append(" />");
    }
    out.append("</DependsOn>\n");
  }

  private String runtimeSettings(Settings s) {
    JsonObject handler = new RuntimeSettings(world, goal).withObject(s);
    JsonObject inner = new JsonObject();
    inner.add("handlerSettings", handler);
    return RuntimeSettings.document(inner);
  }

  private void blobs() {
    out.append("<StatusUploadBlob");
    out.append(attribute("statusBlobType", goal.statusBlobType().word())).append(">");
    out.append(Xml.escape(world.statusBlobUrl())).append("</StatusUploadBlob>\n");
    boolean profile =
        goal.onHold().isPresent() || goal.replaced().containsKey(Document.ARTIFACTS_PROFILE);
    if (profile) {
      out.append(element("InVMArtifactsProfileBlob", world.artifactsProfileUrl())).append("\n");
    }
  }

  private static String element(String name, Object value) {
    return "<" + name + ">" + Xml.escape(value.toString()) + "</" + name + ">";
  }

  private static String attribute(String name, Object value) {
    return " " + name + "=\"" + Xml.escape(value.toString()) + "\"";
  }
}
