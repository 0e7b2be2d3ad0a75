// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.medium;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.Secret;
import org.waagent.host.HostException;
import org.waagent.host.InstanceMetadata;
import org.waagent.provisioning.ovf.OvfDocument;

/**
 * The second source, for machines whose medium does not show up: the instance metadata service
 * knows all but passwords and private keys.
 */
public final class MetadataSource {
  private static final String VERSION = "2021-01-01";

  private final Supplier<InstanceMetadata> metadata;

  /**
   * @param metadata gives the service when it is needed; null while there is none
   */
  public MetadataSource(Supplier<InstanceMetadata> metadata) {
    this.metadata = metadata;
  }

  /**
   * Asks it.
   *
   * @return empty if it does not name a user with a key, so that nobody could log in
   * @throws HostException if there is none, it was not reached, or its answer makes no sense
   */
  public Optional<Reading> read() throws HostException {
    InstanceMetadata service = metadata.get();
    if (service == null) {
      throw new HostException(HostException.Kind.UNSUPPORTED, "there is none");
    }
    String text = service.text("instance/compute", VERSION);
    try {
      return read(JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new HostException(HostException.Kind.MALFORMED, "the instance metadata is no object");
    }
  }

  private static Optional<Reading> read(JsonObject compute) {
    JsonObject profile = object(compute, "osProfile");
    String user = text(profile, "adminUsername");
    String host = text(profile, "computerName");
    List<OvfEnvironment.PublicKey> keys = keys(compute);
    if (user.isEmpty() || host.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    String customData = text(compute, "customData");
    OvfEnvironment environment =
        new OvfEnvironment(
            host,
            user,
            Optional.empty(),
            text(profile, "disablePasswordAuthentication").equalsIgnoreCase("true"),
            keys,
            List.of(),
            customData.isEmpty() ? Optional.empty() : Optional.of(Secret.of(customData)),
            true,
            false);
    OvfDocument document = new OvfDocument(environment, "true", List.of());
    return Optional.of(new Reading(document, Optional.empty(), "the instance metadata service"));
  }

  private static List<OvfEnvironment.PublicKey> keys(JsonObject compute) {
    List<OvfEnvironment.PublicKey> keys = new ArrayList<>();
    JsonElement all = compute.get("publicKeys");
    for (JsonElement one : all instanceof JsonArray array ? array : new JsonArray()) {
      if (one instanceof JsonObject key && !text(key, "keyData").isBlank()) {
        keys.add(
            new OvfEnvironment.PublicKey(
                Optional.empty(), text(key, "path"), Optional.of(text(key, "keyData").strip())));
      }
    }
    return keys;
  }

  private static JsonObject object(JsonObject above, String name) {
    return above.get(name) instanceof JsonObject object ? object : new JsonObject();
  }

  private static String text(JsonObject above, String name) {
    JsonElement value = above.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }
}
