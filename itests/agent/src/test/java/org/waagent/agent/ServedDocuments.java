// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.waagent.azurehost.AzureHost;

/**
 * The documents that a host serves now, as texts to be spoiled and served again: what differs from
 * one goal state to the next stands as the placeholders of {@code GoalState.replacing}.
 */
final class ServedDocuments {
  private static final Pattern TICKS =
      Pattern.compile("(createdOnTicks=\"|\"extensionsLastModifiedTickCount\": )\\d+");
  private static final long TICKS_TO_EPOCH = 621_355_968_000_000_000L;
  private static final Map<String, String> WIRE =
      Map.of("x-ms-agent-name", "test", "x-ms-version", "2012-11-30");

  private final AzureHost host;

  ServedDocuments(AzureHost host) {
    this.host = host;
  }

  String goalState() {
    String text = get(host.addresses().wire() + "/machine/?comp=goalstate", WIRE);
    String incarnation = between(text, "<Incarnation>", "</Incarnation>");
    return text.replace("<Incarnation>" + incarnation, "<Incarnation>${incarnation}")
        .replace("incarnation=" + incarnation, "incarnation=${incarnation}")
        .replace(host.machine().containerId(), "${containerId}");
  }

  String extensionsConfig() {
    return part("ExtensionsConfig")
        .replace(host.statusBlobUrl().replace("&", "&amp;"), "${statusBlob}");
  }

  /** A document that the goal state names. */
  String part(String element) {
    String text = get(host.addresses().wire() + "/machine/?comp=goalstate", WIRE);
    String address = between(text, "<" + element + ">http://", "</" + element + ">");
    return get(address.replace("&amp;", "&"), WIRE);
  }

  String vmSettings() {
    Map<String, String> headers =
        Map.of(
            "x-ms-version", "2015-09-01",
            "x-ms-containerid", host.machine().containerId(),
            "x-ms-host-config-name", host.machine().configName(),
            "x-ms-client-correlationid", UUID.randomUUID().toString());
    return get(host.addresses().hostPlugin() + "/vmSettings", headers)
        .replace(host.statusBlobUrl(), "${statusBlob}");
  }

  /** The manifest of a published extension. */
  String manifest(String extension) {
    return get(host.addresses().blob() + "/manifests/" + extension + "_manifest.xml", Map.of());
  }

  /** The same document, made now: an older one is no news. */
  static String fresh(String document) {
    long ticks = TICKS_TO_EPOCH + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) * 10;
    return TICKS.matcher(document).replaceAll("$1" + ticks);
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  private static String get(String address, Map<String, String> headers) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + address).toURL().openConnection(Proxy.NO_PROXY);
      headers.forEach(connection::setRequestProperty);
      try (InputStream body = connection.getInputStream()) {
        // The name of a schema must not become an address by being spoiled.
        return new String(body.readAllBytes(), StandardCharsets.UTF_8)
            .replace("http://www.w3.org/2001/XMLSchema-instance", "urn:schema-instance");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
