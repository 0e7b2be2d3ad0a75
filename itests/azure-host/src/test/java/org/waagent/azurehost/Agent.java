// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A client that does what agents do, right unless told otherwise. */
final class Agent {
  private final AzureHost host;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Agent(AzureHost host) {
    this.host = host;
  }

  static Map<String, String> wireHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-agent-name", "WALinuxAgent");
    headers.put("x-ms-version", "2012-11-30");
    return headers;
  }

  Map<String, String> pluginHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-version", "2015-09-01");
    headers.put("x-ms-containerid", host.machine().containerId());
    headers.put("x-ms-host-config-name", host.machine().configName());
    headers.put("x-ms-client-correlationid", UUID.randomUUID().toString());
    return headers;
  }

  static Map<String, String> blobHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-blob-type", "BlockBlob");
    headers.put("x-ms-date", "2026-01-01T00:00:00Z");
    headers.put("x-ms-version", "2014-02-14");
    return headers;
  }

  HttpResponse<String> goalState() throws Exception {
    return wire("/machine/?comp=goalstate");
  }

  HttpResponse<String> wire(String target) throws Exception {
    return get("http://" + host.addresses().wire() + target, wireHeaders());
  }

  /** Fetches what an element of the goal state points to. */
  HttpResponse<String> config(String element) throws Exception {
    return get(link(goalState().body(), element), wireHeaders());
  }

  static String link(String xml, String element) {
    return between(xml, "<" + element + ">", "</" + element + ">").trim().replace("&amp;", "&");
  }

  static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }

  HttpResponse<String> vmSettings(String etag) throws Exception {
    Map<String, String> headers = pluginHeaders();
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    return get("http://" + host.addresses().hostPlugin() + "/vmSettings", headers);
  }

  HttpResponse<String> get(String uri, Map<String, String> headers) throws Exception {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(uri));
    headers.forEach(builder::header);
    return send(builder.GET());
  }

  HttpResponse<byte[]> bytes(String uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  byte[] wireBytes(String uri) throws Exception {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(uri));
    wireHeaders().forEach(builder::header);
    return client.send(builder.build(), BodyHandlers.ofByteArray()).body();
  }

  HttpResponse<String> post(String target, String type, String body) throws Exception {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://" + host.addresses().wire() + target));
    wireHeaders().forEach(builder::header);
    return send(builder.header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String uri, Map<String, String> headers, String body) throws Exception {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(uri));
    headers.forEach(builder::header);
    return send(builder.PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> statusThroughPlugin(String text) throws Exception {
    Map<String, String> inner = blobHeaders();
    inner.put("Content-Length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length));
    return statusThroughPlugin(host.statusBlobUrl(), inner, text);
  }

  HttpResponse<String> statusThroughPlugin(String uri, Map<String, String> inner, String text)
      throws Exception {
    StringBuilder list = new StringBuilder();
    inner.forEach(
        (name, value) ->
            list.append(list.isEmpty() ? "" : ",")
                .append("{\"headerName\":\"" + name + "\",\"headerValue\":\"" + value + "\"}"));
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    String body =
        "{\"requestUri\":\""
            + uri
            + "\",\"headers\":["
            + list
            + "],\"content\":\""
            + content
            + "\"}";
    Map<String, String> headers = pluginHeaders();
    headers.put("Content-Type", "application/json");
    return put("http://" + host.addresses().hostPlugin() + "/status", headers, body);
  }

  private HttpResponse<String> send(HttpRequest.Builder builder)
      throws IOException, InterruptedException {
    return client.send(builder.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }
}
