// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.StatusBlob;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/**
 * The wire server's document of extensions.
 *
 * @param state what it says; on hold is not known from it
 * @param artifactsProfile the blob that says whether extensions are on hold
 * @param redacted the document, fit for the history
 */
public record ExtensionsConfig(
    ExtensionsGoalState state, Optional<BlobUrl> artifactsProfile, String redacted) {
  /** File name in the history. */
  public static final String NAME = "ExtensionsConfig.xml";

  public ExtensionsConfig {
    requireNonNull(state, "state");
    requireNonNull(artifactsProfile, "artifactsProfile");
    requireNonNull(redacted, "redacted");
  }

  /**
   * Reads the document. What is wrong with one handler stays with it.
   *
   * @param warn gets what is odd but no error
   * @throws XmlException if it can't be read at all
   */
  public static ExtensionsConfig read(String text, Incarnation incarnation, Consumer<String> warn)
      throws XmlException {
    Element root = Xml.read(NAME, text);
    Element none = new Element("", 0, Map.of(), List.of(), "");
    Element meta = root.child("InVMGoalStateMetaData").orElse(none);
    ExtensionsGoalState state =
        new ExtensionsGoalState(
            "incarnation_" + incarnation,
            Source.FABRIC,
            Ticks.time(meta.attribute("createdOnTicks")),
            // The Python agent reports the incarnation here, not the attribute of this name.
            incarnation.text(),
            guid(meta.attribute("activityId")),
            guid(meta.attribute("correlationId")),
            statusBlob(root),
            features(root),
            false,
            families(root, warn),
            handlers(root, warn),
            false);
    Optional<BlobUrl> profile = root.textOf("InVMArtifactsProfileBlob").map(BlobUrl::new);
    return new ExtensionsConfig(state, profile, Redacted.extensions(root, state, profile));
  }

  private static String guid(String text) {
    return text.isBlank() ? ExtensionsGoalState.ZERO_GUID : text;
  }

  private static Optional<StatusBlob> statusBlob(Element root) {
    return root.child("StatusUploadBlob")
        .filter(e -> !e.text().isBlank())
        .map(e -> blob(e.text().strip(), e.attribute("statusBlobType")));
  }

  static StatusBlob blob(String url, String type) {
    return new StatusBlob(
        new BlobUrl(url),
        "PageBlob".equals(type) ? StatusBlob.Type.PAGE_BLOB : StatusBlob.Type.BLOCK_BLOB);
  }

  private static List<String> features(Element root) {
    List<String> names = new ArrayList<>();
    for (Element feature : root.findAll("RequiredFeature")) {
      feature.textOf("Name").ifPresent(names::add);
    }
    return names;
  }

  private static List<AgentFamily> families(Element root, Consumer<String> warn) {
    List<AgentFamily> families = new ArrayList<>();
    for (Element family : root.findAll("GAFamily")) {
      if (family.textOf("Name").isEmpty()) {
        warn.accept(NAME + " line " + family.line() + ": an agent family has no name");
      }
      family
          .textOf("Name")
          .ifPresent(
              name ->
                  families.add(
                      new AgentFamily(
                          name,
                          family.textOf("Version"),
                          family.textOf("FromVersion"),
                          family.textOf("IsVersionFromRSM").map(Boolean::parseBoolean),
                          family.textOf("IsVMEnabledForRSMUpgrades").map(Boolean::parseBoolean),
                          Manifests.uris(family))));
    }
    return families;
  }

  private static List<Handler> handlers(Element root, Consumer<String> warn) {
    PluginSettings settings = new PluginSettings(plugins(root, "PluginSettings"), warn);
    List<Handler> handlers = new ArrayList<>();
    for (Element plugin : plugins(root, "Plugins")) {
      String version = plugin.attribute("version");
      Draft draft = new Draft(plugin.attribute("name"), version, plugin.attribute("state"));
      draft.signature(plugin.attribute("encodedSignature"));
      draft.location(plugin.attribute("location"));
      draft.location(plugin.attribute("failoverlocation"));
      for (Element more : plugin.findAll("additionalLocation")) {
        draft.location(more.text());
      }
      settings.read(draft, version);
      handlers.add(draft.finish());
    }
    return handlers;
  }

  private static List<Element> plugins(Element root, String group) {
    return root.child(group).map(g -> g.children("Plugin")).orElse(List.of());
  }
}
