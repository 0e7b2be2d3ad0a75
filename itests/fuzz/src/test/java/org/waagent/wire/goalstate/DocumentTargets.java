// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonParseException;
import java.util.List;
import org.waagent.fuzz.Target;
import org.waagent.goalstate.Incarnation;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** The documents of the wire server, of the host plugin, and those found in blobs. */
public final class DocumentTargets {
  private DocumentTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofText("xml", text -> Xml.read("document", text), XmlException.class, Seeds.XML),
        Target.ofText("versions", Versions::offerOurs, XmlException.class, Seeds.VERSIONS),
        Target.ofText("goal state", FabricGoalState::read, XmlException.class, Seeds.GOAL_STATE),
        Target.ofText(
            "hosting environment",
            HostingEnvironments::read,
            XmlException.class,
            Seeds.HOSTING_ENVIRONMENT),
        Target.ofText(
            "extensions config",
            DocumentTargets::extensionsConfig,
            XmlException.class,
            Seeds.EXTENSIONS_CONFIG,
            Seeds.MULTI_CONFIG),
        Target.ofText(
            "remote access", DocumentTargets::remoteAccess, XmlException.class, Seeds.REMOTE),
        Target.ofText("manifest", Manifests::read, XmlException.class, Seeds.MANIFEST),
        Target.ofText(
            "vmSettings",
            text -> VmSettings.read(text, "1", warning -> {}).toString(),
            JsonParseException.class,
            Seeds.VM_SETTINGS),
        Target.ofAnyText(
            "artifacts profile",
            text -> ArtifactsProfile.isOnHold(text, warning -> {}),
            "{\"onHold\": \"True\"}"),
        Target.ofAnyText(
            "outline of an unread document",
            text -> Redacted.unread("document", "reason", text),
            Seeds.VM_SETTINGS));
  }

  private static void extensionsConfig(String text) throws XmlException {
    ExtensionsConfig config = ExtensionsConfig.read(text, new Incarnation("1"), warning -> {});
    if (config.redacted().contains(Seeds.PROTECTED) && isIntact(text)) {
      throw new IllegalStateException("a secret is left: " + config.redacted());
    }
  }

  private static void remoteAccess(String text) throws XmlException {
    RemoteAccesses.read(text, warning -> {});
    Redacted.remoteAccess(text);
  }

  // A secret that was moved to a place where none is expected is not looked for.
  private static boolean isIntact(String text) {
    return text.equals(Seeds.EXTENSIONS_CONFIG);
  }
}
