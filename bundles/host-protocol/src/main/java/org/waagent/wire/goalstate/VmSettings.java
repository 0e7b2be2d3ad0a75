// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.StatusBlob;

/**
 * The host plugin's document of extensions.
 *
 * @param state what it says
 * @param hostPlugin version of the host plugin that made it
 * @param redacted the document, fit for the history
 */
public record VmSettings(ExtensionsGoalState state, FlexibleVersion hostPlugin, String redacted) {
  /** File name in the history. */
  public static final String NAME = "VmSettings.json";

  private static final FlexibleVersion NO_VERSION = FlexibleVersion.of("0.0.0.0");

  public VmSettings {
    requireNonNull(state, "state");
    requireNonNull(hostPlugin, "hostPlugin");
    requireNonNull(redacted, "redacted");
  }

  /** Name of a version of the document. */
  public static String tag(String etag) {
    return "etag_" + etag;
  }

  /** Whether it is a fast track goal state; those of the fabric come from the wire server. */
  public boolean isFastTrack() {
    return state.source() == Source.FAST_TRACK;
  }

  /**
   * Reads the document. What is wrong with one extension stays with it.
   *
   * @param etag its version
   * @param warn gets what is odd but no error
   * @throws JsonParseException if it is no JSON object, or what holds for all can't be read; names
   *     the document, the place and the reason
   */
  public static VmSettings read(String text, String etag, Consumer<String> warn) {
    return of(text, etag, NO_VERSION, warn).orElseThrow();
  }

  /**
   * Reads the document, but not of a host plugin that is too old: its version is looked at first.
   *
   * @param oldest host plugin whose documents can be understood
   * @return empty if the host plugin is older
   * @throws JsonParseException as {@link #read}
   */
  public static Optional<VmSettings> of(
      String text, String etag, FlexibleVersion oldest, Consumer<String> warn) {
    try {
      Json root = Json.read(text);
      if (!root.isObject()) {
        throw new JsonParseException("is no object");
      }
      return hostPlugin(root).compareTo(oldest) < 0
          ? Optional.empty()
          : Optional.of(read(root, etag, warn));
    } catch (JsonParseException e) {
      throw new JsonParseException(NAME + ": " + e.getMessage(), e);
    }
  }

  private static VmSettings read(Json root, String etag, Consumer<String> warn) {
    ExtensionsGoalState state =
        new ExtensionsGoalState(
            tag(etag),
            source(root),
            Ticks.time(root.text("extensionsLastModifiedTickCount").orElse("")),
            root.text("inSvdSeqNo").orElse(ExtensionsGoalState.ZERO_GUID),
            root.text("activityId").orElse(ExtensionsGoalState.ZERO_GUID),
            root.text("correlationId").orElse(ExtensionsGoalState.ZERO_GUID),
            statusBlob(root, warn),
            features(root),
            root.flag("onHold").orElse(false),
            families(root, warn),
            handlers(root, warn),
            false);
    return new VmSettings(state, hostPlugin(root), Redacted.vmSettings(root, state));
  }

  private static FlexibleVersion hostPlugin(Json root) {
    return root.text("hostGAPluginVersion")
        .filter(FlexibleVersion::isValid)
        .map(FlexibleVersion::of)
        .orElse(NO_VERSION);
  }

  private static Source source(Json root) {
    boolean fastTrack =
        root.text("extensionGoalStatesSource").filter("FastTrack"::equalsIgnoreCase).isPresent();
    return fastTrack ? Source.FAST_TRACK : Source.FABRIC;
  }

  private static Optional<StatusBlob> statusBlob(Json root, Consumer<String> warn) {
    Optional<Json> blob = root.get("statusUploadBlob");
    Optional<String> url = blob.flatMap(b -> b.text("value"));
    if (blob.isPresent() && url.isEmpty()) {
      warn.accept("The status blob of " + NAME + " has no address");
    }
    return url.map(
        u -> ExtensionsConfig.blob(u, blob.flatMap(b -> b.text("statusBlobType")).orElse("")));
  }

  private static List<String> features(Json root) {
    List<String> names = new ArrayList<>();
    for (Json feature : list(root, "requiredFeatures")) {
      // A feature without a name may be one that is not supported, so nothing may be acted on.
      names.add(
          feature
              .text("name")
              .orElseThrow(() -> new JsonParseException("a required feature has no name")));
    }
    return names;
  }

  private static List<Json> list(Json root, String name) {
    return root.items(name).orElseThrow(() -> new JsonParseException("'" + name + "' is no array"));
  }

  private static List<AgentFamily> families(Json root, Consumer<String> warn) {
    List<AgentFamily> families = new ArrayList<>();
    Optional<List<Json>> items = root.items("gaFamilies");
    if (items.isEmpty()) {
      // An agent that can't be updated is better than extensions that can't be changed.
      warn.accept("The agent families of " + NAME + " are no array");
    }
    for (Json family : items.orElse(List.of())) {
      if (family.text("name").isEmpty()) {
        warn.accept("An agent family of " + NAME + " has no name");
      }
      family
          .text("name")
          .ifPresent(
              name ->
                  families.add(
                      new AgentFamily(
                          name,
                          family.text("version"),
                          family.text("fromVersion"),
                          family.flag("isVersionFromRSM"),
                          family.flag("isVMEnabledForRSMUpgrades"),
                          uris(family))));
    }
    return families;
  }

  private static List<BlobUrl> uris(Json family) {
    List<BlobUrl> uris = new ArrayList<>();
    for (Json uri : family.items("uris").orElse(List.of())) {
      uri.text().filter(u -> !u.isBlank()).ifPresent(u -> uris.add(new BlobUrl(u)));
    }
    return uris;
  }

  private static List<Handler> handlers(Json root, Consumer<String> warn) {
    List<Handler> handlers = new ArrayList<>();
    for (Json entry : list(root, "extensionGoalStates")) {
      handlers.add(new VmSettingsEntry(entry, warn).read());
    }
    return handlers;
  }
}
