// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** What this host serves has no element, attribute or key that captured documents do not have. */
class SampleShapesTest {
  private AzureHost host;
  private Agent agent;
  private Path samples;

  @BeforeEach
  void start() {
    String folder = System.getProperty("waagent.samples");
    assumeTrue(folder != null, "waagent.samples names no folder of captured documents");
    samples = Path.of(folder);
    host = AzureHost.start();
    agent = new Agent(host);
  }

  @AfterEach
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  private static Extension single() {
    return Sample.hello()
        .settings("{}")
        .protectedSettings("{}")
        .level(2)
        .dependsOn("B")
        .additionalLocations(1)
        .signature("MII");
  }

  private static Extension multi() {
    return Extension.named("M").config("one", Settings.of("{}").level(1)).dependsOn("B");
  }

  @Test
  void extensionsConfigIsMadeOfKnownParts() throws Exception {
    host.publish(GoalState.of(single(), multi()).requiring("F").onHold(false));
    Set<String> known = xmlShapes("wire", "ext_conf");
    // Multi-config dependencies carry it; no captured document has such a one.
    known.add("/Extensions/PluginSettings/Plugin/DependsOn@name");
    assertThat(shapes(agent.config("ExtensionsConfig").body())).isSubsetOf(known);
  }

  @Test
  void goalStateAndItsSmallDocumentsAreMadeOfKnownParts() throws Exception {
    host.publish(GoalState.of().withUsers(new RemoteUser("u", "p", Instant.now())));
    assertThat(shapes(agent.goalState().body())).isSubsetOf(xmlShapes("wire", "goal_state"));
    assertThat(shapes(agent.config("HostingEnvironmentConfig").body()))
        .isSubsetOf(xmlShapes("wire", "hosting_env"));
    assertThat(shapes(agent.config("SharedConfig").body()))
        .isSubsetOf(xmlShapes("wire", "shared_config"));
  }

  @Test
  void manifestsAreMadeOfKnownParts() throws Exception {
    host.publish(GoalState.of(single()));
    String config = agent.config("ExtensionsConfig").body();
    String manifest = agent.get(Agent.between(config, " location=\"", "\""), Map.of()).body();
    assertThat(shapes(manifest)).isSubsetOf(xmlShapes("wire", "manifest"));
  }

  @Test
  void vmSettingsAreMadeOfKnownKeys() throws Exception {
    AgentFamily family = AgentFamily.named("Prod").asking("9.9.9.9");
    host.publish(
        GoalState.of(single(), multi())
            .requiring("F")
            .onHold(true)
            .families(family)
            .throughFastTrack());
    Set<String> known = new TreeSet<>();
    for (Path file : files("hostgaplugin", "vm_settings")) {
      keys("", JsonParser.parseString(Files.readString(file)), known);
    }
    Set<String> served = new TreeSet<>();
    keys("", JsonParser.parseString(agent.vmSettings("").body()), served);
    assertThat(served).isSubsetOf(known);
  }

  @Test
  void instanceMetadataHasAllKnownKeys() throws Exception {
    Set<String> known = new TreeSet<>();
    keys("", JsonParser.parseString(Files.readString(samples.resolve("imds/valid.json"))), known);
    Set<String> served = new TreeSet<>();
    String uri = "http://" + host.addresses().imds() + "/metadata/instance?api-version=2018-02-01";
    keys("", JsonParser.parseString(agent.get(uri, Map.of("Metadata", "True")).body()), served);
    assertThat(served).isEqualTo(known);
  }

  private Iterable<Path> files(String folder, String prefix) throws Exception {
    try (Stream<Path> all = Files.list(samples.resolve(folder))) {
      return all.filter(f -> f.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private Set<String> xmlShapes(String folder, String prefix) throws Exception {
    Set<String> known = new TreeSet<>();
    for (Path file : files(folder, prefix)) {
      known.addAll(shapes(Files.readString(file)));
    }
    assertThat(known).isNotEmpty();
    return known;
  }

  private static Set<String> shapes(String xml) {
    Set<String> shapes = new TreeSet<>();
    collect("", Xml.parse(xml), shapes);
    return shapes;
  }

  private static void collect(String parent, Element element, Set<String> shapes) {
    String path = parent + "/" + element.getTagName();
    shapes.add(path);
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      shapes.add(path + "@" + attributes.item(i).getNodeName());
    }
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        collect(path, child, shapes);
      }
    }
  }

  private static void keys(String parent, JsonElement json, Set<String> keys) {
    if (json instanceof JsonArray array) {
      array.forEach(e -> keys(parent + "[]", e, keys));
    } else if (json instanceof JsonObject object) {
      for (String key : object.keySet()) {
        keys.add(parent + "." + key);
        keys(parent + "." + key, object.get(key), keys);
      }
    }
  }
}
