// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.waagent.azurehost.http.Header;
import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** vmSettings, and the way to blobs for machines without a network: port 32526 of a real host. */
final class HostPlugin implements Site {
  private final Fabric fabric;
  private final BlobStore blobs;

  HostPlugin(Fabric fabric, BlobStore blobs) {
    this.fabric = fabric;
    this.blobs = blobs;
  }

  @Override
  public Route route(HttpRequest request) {
    return switch (request.path()) {
      case "/versions" -> Route.PLUGIN_VERSIONS;
      case "/health" -> Route.PLUGIN_HEALTH;
      case "/vmSettings" -> Route.VM_SETTINGS;
      case "/extensionArtifact" -> Route.EXTENSION_ARTIFACT;
      case "/status" -> Route.STATUS;
      case "/vmAgentLog" -> Route.VM_AGENT_LOG;
      default -> Route.PLUGIN_UNKNOWN;
    };
  }

  @Override
  public HttpAnswer answer(Route route, HttpRequest request, Effects effects) {
    return switch (route) {
      case PLUGIN_VERSIONS -> versions(request);
      case PLUGIN_HEALTH -> health(request);
      case VM_SETTINGS -> vmSettings(request);
      case EXTENSION_ARTIFACT -> artifact(request, effects);
      case STATUS -> status(request, effects);
      case VM_AGENT_LOG -> log(request);
      default -> throw Refusal.wrong(404, "NotFound", "No such resource.");
    };
  }

  private HttpAnswer versions(HttpRequest request) {
    Require.method(request, "GET");
    container(request);
    World world = fabric.world();
    return world.answer(Document.PLUGIN_VERSIONS, world.latest(), () -> "[\"2015-09-01\"]");
  }

  private static HttpAnswer health(HttpRequest request) {
    Require.method(request, "GET");
    return HttpAnswer.empty(200);
  }

  private HttpAnswer vmSettings(HttpRequest request) {
    Require.method(request, "GET");
    common(request);
    configName(request);
    Require.uuidHeader(request, "x-ms-client-correlationid");
    World world = fabric.world();
    if (!world.vmSettings()) {
      throw Refusal.innocent(404, "NotFound", "vmSettings is not served by this host.");
    }
    String etag = Integer.toString(world.latest().etag());
    if (request.header("If-None-Match").orElse("").equals(etag)) {
      return HttpAnswer.empty(304).with("ETag", etag);
    }
    return world
        .answer(Document.VM_SETTINGS, world.latest(), () -> new VmSettingsJson(world).text())
        .with("ETag", etag)
        .chunked();
  }

  private HttpAnswer artifact(HttpRequest request, Effects effects) {
    Require.method(request, "GET");
    common(request);
    configName(request);
    request.header("x-ms-artifact-manifest-location").ifPresent(this::blobUri);
    URI uri = blobUri(Require.header(request, "x-ms-artifact-location"));
    HttpRequest inside = HttpRequest.inside("GET", uri, List.of(), new byte[0]);
    return blobs.answer(blobs.route(inside), inside, effects, Service.HOST_PLUGIN).chunked();
  }

  private HttpAnswer status(HttpRequest request, Effects effects) {
    Require.method(request, "PUT");
    Require.length(request);
    common(request);
    configName(request);
    Require.contentType(request, "application/json");
    HttpRequest inside = upload(json(request));
    HttpAnswer stored = blobs.answer(blobs.route(inside), inside, effects, Service.HOST_PLUGIN);
    return stored.status() == 201 ? HttpAnswer.empty(200) : stored;
  }

  private static JsonObject json(HttpRequest request) {
    try {
      if (JsonParser.parseString(request.text()) instanceof JsonObject body) {
        return body;
      }
    } catch (JsonParseException e) {
      throw Refusal.wrong(400, "InvalidRequest", "The body is not JSON: " + e.getMessage());
    }
    throw Refusal.wrong(400, "InvalidRequest", "The body is not a JSON object");
  }

  private HttpRequest upload(JsonObject body) {
    List<Header> headers = new ArrayList<>();
    for (JsonObject one : Json.objects(body, "headers")) {
      if (!one.has("headerName") || !one.has("headerValue") || !isText(one, "headerValue")) {
        throw Refusal.wrong(400, "InvalidRequest", "Not a header: " + one);
      }
      headers.add(new Header(Json.string(one, "headerName"), Json.string(one, "headerValue")));
    }
    try {
      byte[] content = Base64.getDecoder().decode(Json.string(body, "content"));
      URI uri = blobUri(Json.string(body, "requestUri"));
      return HttpRequest.inside("PUT", uri, headers, content);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(400, "InvalidRequest", "content is not base64: " + e.getMessage());
    }
  }

  private static boolean isText(JsonObject owner, String name) {
    return owner.get(name).isJsonPrimitive() && owner.getAsJsonPrimitive(name).isString();
  }

  /** Only the blob store of this host can be reached; a real host answers 502 likewise. */
  private URI blobUri(String text) {
    try {
      URI uri = new URI(text);
      if (fabric.world().at().blob().equals(uri.getAuthority())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw Refusal.wrong(400, "InvalidRequest", "Not a URI: " + e.getMessage());
    }
    throw Refusal.wrong(502, "BadGateway", "Cannot reach " + text.split("\\?")[0]);
  }

  private HttpAnswer log(HttpRequest request) {
    Require.method(request, "PUT");
    Require.length(request);
    common(request);
    Require.uuidHeader(request, "x-ms-client-correlationid");
    Require.header(request, "x-ms-client-name");
    Require.header(request, "x-ms-client-version");
    String deployment = fabric.world().machine().configName().split("\\.")[0];
    Require.header(request, "x-ms-vmagentlog-deploymentid", deployment);
    byte[] body = request.body();
    if (body.length < 2 || body[0] != 'P' || body[1] != 'K') {
      throw Refusal.wrong(400, "InvalidRequest", "The log is not a zip.");
    }
    return HttpAnswer.empty(200);
  }

  private void common(HttpRequest request) {
    Require.header(request, "x-ms-version", "2015-09-01");
    container(request);
  }

  private void container(HttpRequest request) {
    fabric.checkPluginContainer(request.header("x-ms-containerid").orElse(""));
  }

  private void configName(HttpRequest request) {
    fabric.checkConfigName(request.header("x-ms-host-config-name").orElse(""));
  }

  @Override
  public HttpAnswer refuse(Refusal refusal) {
    JsonObject body = new JsonObject();
    body.addProperty("errorCode", refusal.code());
    body.addProperty("message", refusal.getMessage());
    body.addProperty("details", "");
    return HttpAnswer.json(body.toString()).withStatus(refusal.status());
  }
}
