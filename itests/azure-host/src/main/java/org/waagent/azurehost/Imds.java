// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** Instance metadata: what listens on 169.254.169.254 of a real machine. */
final class Imds implements Site {
  private static final String ROOT = "/metadata/instance";
  private static final String PRODUCT = "[^/ ]+/[^/ ]+.*";

  private final Fabric fabric;

  Imds(Fabric fabric) {
    this.fabric = fabric;
  }

  @Override
  public Route route(HttpRequest request) {
    String path = request.path();
    if (path.equals(ROOT + "/compute")) {
      return Route.INSTANCE_COMPUTE;
    }
    boolean known = path.equals(ROOT) || path.startsWith(ROOT + "/");
    return known ? Route.INSTANCE_METADATA : Route.IMDS_UNKNOWN;
  }

  @Override
  public HttpAnswer answer(Route route, HttpRequest request, Effects effects) {
    if (!request.header("Metadata").orElse("").equalsIgnoreCase("true")) {
      throw Refusal.wrong(400, "BadRequest", "Bad request. Required metadata header not specified");
    }
    if (request.header("X-Forwarded-For").isPresent()) {
      throw Refusal.wrong(400, "BadRequest", "Bad request. X-Forwarded-For is not allowed");
    }
    if (route == Route.IMDS_UNKNOWN) {
      throw Refusal.wrong(404, "NotFound", "Not found");
    }
    Require.method(request, "GET");
    if (!request.param("api-version").orElse("").matches("20\\d\\d-\\d\\d-\\d\\d")) {
      throw Refusal.wrong(
          400,
          "BadRequest",
          "Bad request. api-version is invalid or was not specified in the request.");
    }
    if (!request.header("User-Agent").orElse("").matches(PRODUCT)) {
      effects.violation("User-Agent names no product and version");
    }
    World world = fabric.world();
    Machine machine = world.machine();
    return switch (request.path()) {
      case ROOT, ROOT + "/" ->
          world.answer(
              Document.INSTANCE_METADATA, world.latest(), () -> instance(machine).toString());
      case ROOT + "/compute" ->
          world.answer(
              Document.INSTANCE_COMPUTE, world.latest(), () -> compute(machine).toString());
      case ROOT + "/network" -> HttpAnswer.json(network(machine).toString());
      default -> throw Refusal.wrong(404, "NotFound", "Not found");
    };
  }

  /** The right document, for tests that serve a variation of it. */
  static JsonObject instance(Machine machine) {
    JsonObject all = new JsonObject();
    all.add("compute", compute(machine));
    all.add("network", network(machine));
    return all;
  }

  private static JsonObject compute(Machine machine) {
    JsonObject json = new JsonObject();
    json.addProperty("location", machine.location());
    json.addProperty("name", machine.name());
    json.addProperty("offer", "debian-12");
    json.addProperty("osType", "Linux");
    json.addProperty("placementGroupId", "");
    json.addProperty("platformFaultDomain", "0");
    json.addProperty("platformUpdateDomain", "0");
    json.addProperty("publisher", "Debian");
    json.addProperty("resourceGroupName", machine.resourceGroup());
    json.addProperty("sku", "12-gen2");
    json.addProperty("subscriptionId", machine.subscriptionId());
    json.addProperty("tags", "");
    json.addProperty("version", "latest");
    json.addProperty("vmId", machine.vmId());
    json.addProperty("vmScaleSetName", "");
    json.addProperty("vmSize", machine.size());
    json.addProperty("zone", "");
    return json;
  }

  private static JsonObject network(Machine machine) {
    JsonObject address = new JsonObject();
    address.addProperty("privateIpAddress", machine.privateAddress());
    address.addProperty("publicIpAddress", "");
    JsonObject subnet = new JsonObject();
    subnet.addProperty("address", "10.0.1.0");
    subnet.addProperty("prefix", "24");
    JsonObject four = new JsonObject();
    four.add("ipAddress", array(address));
    four.add("subnet", array(subnet));
    JsonObject six = new JsonObject();
    six.add("ipAddress", new JsonArray());
    JsonObject face = new JsonObject();
    face.add("ipv4", four);
    face.add("ipv6", six);
    face.addProperty("macAddress", machine.mac());
    JsonObject network = new JsonObject();
    network.add("interface", array(face));
    return network;
  }

  private static JsonArray array(JsonObject only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  @Override
  public HttpAnswer refuse(Refusal refusal) {
    JsonObject body = new JsonObject();
    body.addProperty("error", refusal.getMessage());
    return HttpAnswer.json(body.toString()).withStatus(refusal.status());
  }
}
