// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplacedDocumentsTest {
  private static final byte[] NO_UTF8 = {'<', (byte) 0xC3, (byte) 0x28, '>'};

  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void anyDocumentCanBeReplaced() throws Exception {
    GoalState goal = GoalState.of();
    for (Document document : Document.values()) {
      goal = goal.replacing(document, "my " + document);
    }
    host.publish(goal);
    host.publish(goal.throughFastTrack());
    assertThat(agent.wire("/?comp=versions").body()).isEqualTo("my VERSIONS");
    assertThat(agent.goalState().body()).isEqualTo("my GOAL_STATE");
    assertThat(agent.vmSettings("").body()).isEqualTo("my VM_SETTINGS");
    String versions = "http://" + host.addresses().hostPlugin() + "/versions";
    assertThat(agent.get(versions, agent.pluginHeaders()).body()).isEqualTo("my PLUGIN_VERSIONS");
  }

  @Test
  void bytesAreServedAsTheyAre() throws Exception {
    String config = Agent.link(agent.goalState().body(), "SharedConfig");
    host.publish(GoalState.of().replacing(Document.SHARED_CONFIG, NO_UTF8));
    String now = config.replace("incarnation=1", "incarnation=2");
    assertThat(agent.wireBytes(now)).isEqualTo(NO_UTF8);
  }

  @Test
  void aLargeTextIsTurnedIntoBytesOnce() {
    World world = Worlds.some();
    Published published = world.latest();
    Replacement plain = Replacement.text("x".repeat(10_000_000));
    assertThat(plain.bytes(world, true, published)).isSameAs(plain.bytes(world, true, published));
    Replacement filled = Replacement.text("${incarnation}" + "x".repeat(10_000_000));
    byte[] first = filled.bytes(world, true, published);
    assertThat(first)
        .startsWith((byte) '1', (byte) 'x')
        .isSameAs(filled.bytes(world, true, published));
  }

  @Test
  void aTextIsFilledInAnewWhenTheMachineMoves() throws Exception {
    host.publish(GoalState.of().replacing(Document.GOAL_STATE, "${containerId}"));
    assertThat(agent.goalState().body()).isEqualTo(host.machine().containerId());
    host.migrate();
    assertThat(agent.goalState().body()).isEqualTo(host.machine().containerId());
  }

  @Test
  void manifestsAndPackagesCanBeAnything() throws Exception {
    Extension odd =
        Extension.named("Acme.Odd")
            .publishing("1.0.0", ExtensionPackage.bytes(NO_UTF8))
            .manifest("no manifest on ${blob}");
    host.publish(GoalState.of(odd));
    String manifest = "http://" + host.addresses().blob() + "/manifests/Acme.Odd_manifest.xml";
    assertThat(agent.get(manifest, Map.of()).body())
        .isEqualTo("no manifest on " + host.addresses().blob());
    String zip = "http://" + host.addresses().blob() + "/packages/Acme.Odd__1.0.0.zip";
    assertThat(agent.bytes(zip).body()).isEqualTo(NO_UTF8);
    host.publish(GoalState.of(Extension.named("Acme.Odd")));
    assertThat(agent.get(manifest, Map.of()).body()).contains("<Version>1.0.0<");
  }

  @Test
  void aPackageCanBeCutShort() {
    ExtensionPackage whole = ExtensionPackage.bytes(NO_UTF8);
    assertThat(whole.cutTo(2).content()).containsExactly('<', 0xC3);
    assertThat(whole.cutTo(100).content()).isEqualTo(NO_UTF8);
  }
}
