// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waagent.azurehost.AgentFamily;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.ExtensionPackage;

/**
 * A feed of versions, served by a fake host beside its own things: as the packages of agent
 * families that nobody follows.
 */
final class OwnFeed {
  private static final String SHELF = "Shelf";
  private static final String NUMBER = "1.0.0";

  private final AzureHost host;
  private final Map<String, Path> archives = new LinkedHashMap<>();

  OwnFeed(AzureHost host) {
    this.host = host;
  }

  /** Lists one more version. */
  OwnFeed offering(String version, Path archive) {
    archives.put(version, archive);
    return this;
  }

  /** Its address. */
  String address() {
    return address("Feed", NUMBER);
  }

  /** What a goal state has to publish so that all of it can be fetched, beside another family. */
  AgentFamily[] beside(AgentFamily other) throws IOException {
    AgentFamily shelf = AgentFamily.named(SHELF);
    for (Map.Entry<String, Path> archive : archives.entrySet()) {
      shelf = shelf.publishing(archive.getKey(), ExtensionPackage.zip(archive.getValue()));
    }
    byte[] document = document().getBytes(StandardCharsets.UTF_8);
    AgentFamily feed =
        AgentFamily.named("Feed").publishing(NUMBER, ExtensionPackage.bytes(document));
    return new AgentFamily[] {other, feed, shelf};
  }

  private String document() throws IOException {
    JsonArray versions = new JsonArray();
    for (Map.Entry<String, Path> archive : archives.entrySet()) {
      JsonObject version = new JsonObject();
      version.addProperty("feature", "standard");
      version.addProperty("version", archive.getKey());
      version.addProperty("sha256", sha256(archive.getValue()));
      JsonArray uris = new JsonArray();
      uris.add(address(SHELF, archive.getKey()));
      version.add("uris", uris);
      versions.add(version);
    }
    JsonObject family = new JsonObject();
    family.addProperty("name", "Prod");
    family.add("versions", versions);
    JsonArray families = new JsonArray();
    families.add(family);
    JsonObject feed = new JsonObject();
    feed.addProperty("feed", 1);
    feed.add("families", families);
    return feed.toString();
  }

  private String address(String family, String version) {
    return host.addresses().blobUrl() + packageOf(family, version);
  }

  /** The path that a fake host gives a package of a family. */
  static String packageOf(String family, String version) {
    return "/packages/Microsoft.OSTCLinuxAgent_" + family + "__" + version + ".zip";
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
