// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.host.InstanceMetadata.Compute;

/** What the documents of the instance metadata service say. */
public final class MetadataDocument {
  private static final int DEEPEST = 32;

  private final JsonObject root;

  private MetadataDocument(JsonObject root) {
    this.root = root;
  }

  /**
   * Reads a document strictly.
   *
   * @throws HostException of kind MALFORMED if it is not exactly one JSON object
   */
  public static MetadataDocument read(String text) throws HostException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(DEEPEST);
    try {
      JsonElement value = JsonParser.parseReader(reader);
      if (reader.peek() == JsonToken.END_DOCUMENT && value instanceof JsonObject object) {
        return new MetadataDocument(object);
      }
    } catch (IOException | IllegalStateException | JsonParseException e) {
      // The parser's message may quote the document, so only its kind is told.
      throw malformed("is not JSON (" + e.getClass().getSimpleName() + ")");
    }
    throw malformed("is not one JSON object");
  }

  private static HostException malformed(String what) {
    return new HostException(Kind.MALFORMED, "the instance metadata " + what);
  }

  /** The facts of {@code instance/compute}; blank ones count as missing. */
  public Compute compute() {
    return new Compute(
        text("location"),
        text("name"),
        text("offer"),
        text("osType"),
        text("placementGroupId"),
        text("platformFaultDomain"),
        text("platformUpdateDomain"),
        text("publisher"),
        text("resourceGroupName"),
        text("sku"),
        text("subscriptionId"),
        text("tags"),
        text("version"),
        text("vmId"),
        text("vmSize"),
        text("vmScaleSetName"),
        text("zone"));
  }

  private Optional<String> text(String name) {
    return text(Optional.of(root), name);
  }

  /** What {@code instance} lacks of what each machine has; empty if it has all. */
  public Optional<String> lack() {
    Optional<JsonObject> first = member(root, "network").flatMap(n -> first(n, "interface"));
    if (text(first, "macAddress").isEmpty()) {
      return Optional.of("macAddress is missing");
    }
    Optional<JsonObject> address =
        first.flatMap(i -> member(i, "ipv4")).flatMap(v -> first(v, "ipAddress"));
    return text(address, "privateIpAddress").isEmpty()
        ? Optional.of("privateIpAddress is missing")
        : Optional.empty();
  }

  private static Optional<JsonObject> member(JsonObject owner, String name) {
    return owner.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<JsonObject> first(JsonObject owner, String name) {
    return owner.get(name) instanceof JsonArray items
            && !items.isEmpty()
            && items.get(0) instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  private static Optional<String> text(Optional<JsonObject> owner, String name) {
    return owner
        .map(o -> o.get(name))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .filter(t -> !t.isBlank());
  }
}
