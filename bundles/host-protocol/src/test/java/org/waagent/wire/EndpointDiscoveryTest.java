// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointSource;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.HostException;
import org.waagent.os.Mode;

class EndpointDiscoveryTest {
  @TempDir Path root;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(AzureHost.start(), root);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private EndpointDiscovery discovery(EndpointSource... sources) {
    return new EndpointDiscovery(
        () -> List.of(sources), rig.remembered, rig.http, rig.machine.log().logger());
  }

  private ConfiguredEndpoint configured(String text) {
    return new ConfiguredEndpoint(text, rig.pluginPort());
  }

  @Test
  @Tag("S21")
  void findsTheEndpointAndSpeaksTheWireProtocolWithIt() throws Exception {
    rig.goalStates().poll(Fetch.CHANGES);
    List<Request> requests = rig.host.requests();
    assertThat(requests.get(0).route()).isEqualTo(Route.VERSIONS);
    Request goalState = requests.get(1);
    assertThat(goalState.route()).isEqualTo(Route.GOAL_STATE);
    assertThat(goalState.header("x-ms-version")).contains("2012-11-30");
    assertThat(goalState.header("x-ms-agent-name")).contains("WALinuxAgent");
    assertThat(goalState.header("User-Agent")).contains("WALinuxAgent/9.9.9");
    assertThat(text("WireServerEndpoint")).isEqualTo(rig.host.addresses().wire());
    assertThat(text("Protocol")).isEqualTo("WireProtocol");
    assertThat(rig.host.violations()).isEmpty();
  }

  private String text(String name) throws Exception {
    return rig.machine.files().readText(rig.lib(name), 1000);
  }

  @Test
  void takesTheFileWhereNothingIsConfigured() throws Exception {
    write(rig.host.addresses().wire());
    Endpoint endpoint = discovery(configured(""), rig.remembered).endpoint();
    assertThat(endpoint.origin()).isEqualTo("file");
    assertThat(endpoint.hostPluginPort()).isEqualTo(rig.pluginPort());
  }

  private void write(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    rig.machine.files().write(rig.lib("WireServerEndpoint"), bytes, Mode.PUBLIC);
  }

  @Test
  void forgetsAFileThatLeadsNowhereAndGoesOn() throws Exception {
    write("127.0.0.1:1");
    EndpointDiscovery discovery =
        discovery(rig.remembered, configured(rig.host.addresses().wire()));
    assertThat(discovery.endpoint().origin()).isEqualTo("configuration");
    assertThat(rig.machine.files().exists(rig.lib("WireServerEndpoint"))).isFalse();
  }

  @Test
  void goesOnWhenASourceFails() throws Exception {
    EndpointSource failing =
        () -> {
          throw new HostException(HostException.Kind.UNREACHABLE, "no answer to DHCP");
        };
    assertThat(discovery(failing, configured(rig.host.addresses().wire())).endpoint().origin())
        .isEqualTo("configuration");
  }

  @Test
  void refusesAServerThatDoesNotSpeakTheVersion() {
    String other = "<Versions><Supported><Version>2010-12-15</Version></Supported></Versions>";
    rig.host.fault(Route.VERSIONS, Fault.status(200).body(other));
    List<Endpoint> failed = new ArrayList<>();
    EndpointSource source =
        new EndpointSource() {
          @Override
          public Optional<Endpoint> find() throws HostException {
            return configured(rig.host.addresses().wire()).find();
          }

          @Override
          public void failed(Endpoint endpoint) {
            failed.add(endpoint);
          }
        };
    assertThatThrownBy(() -> discovery(source).endpoint()).hasMessageContaining("2012-11-30");
    assertThat(failed).hasSize(1);
  }

  @Test
  void asksNobodyElseWhereAnEndpointIsConfigured() {
    assertThat(RegisteredSources.filter("dhcp", "10.0.0.1"))
        .isEqualTo("(waagent.endpoint=configuration)");
    assertThat(RegisteredSources.filter("static", "")).isEqualTo("(!(waagent.endpoint=dhcp))");
    assertThat(RegisteredSources.filter("dhcp", " ")).isNull();
  }

  @Test
  void acceptsAServerThatOnlySupportsTheVersion() throws Exception {
    String both =
        "<Versions><Preferred><Version>2015-04-05</Version></Preferred>"
            + "<Supported><Version>2012-11-30</Version></Supported></Versions>";
    rig.host.fault(Route.VERSIONS, Fault.status(200).body(both));
    assertThat(discovery(configured(rig.host.addresses().wire())).endpoint()).isNotNull();
  }

  @Test
  void findsAHostThatComesLaterAtTheNextLook() throws Exception {
    rig.host.stopListening(org.waagent.azurehost.Service.WIRE);
    assertThatThrownBy(() -> rig.goalStates().poll(Fetch.CHANGES))
        .isInstanceOf(HostException.class);
    rig.host.startListening(org.waagent.azurehost.Service.WIRE);
    assertThat(rig.goalStates().poll(Fetch.CHANGES)).isNotNull();
    assertThat(text("WireServerEndpoint")).isEqualTo(rig.host.addresses().wire());
  }

  @Test
  void knowsTheHostPluginWhileTheWireServerIsSearched() throws Exception {
    rig.wireServer.goalState();
    rig.host.stopListening(org.waagent.azurehost.Service.WIRE);
    assertThatThrownBy(() -> rig.wireServer.goalState()).isInstanceOf(HostException.class);
    assertThat(rig.wireServer.endpoint().hostPluginPort()).isEqualTo(rig.pluginPort());
    assertThatThrownBy(() -> rig.discovery.endpoint()).isInstanceOf(HostException.class);
  }

  @Test
  void searchesOnceForAllWhoWait() throws Exception {
    CountDownLatch searching = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger searches = new AtomicInteger();
    EndpointSource slow =
        () -> {
          searches.incrementAndGet();
          searching.countDown();
          await(goOn);
          throw new HostException(HostException.Kind.UNREACHABLE, "nobody there");
        };
    EndpointDiscovery discovery = discovery(slow);
    Thread first = asking(discovery);
    searching.await();
    Thread second = asking(discovery);
    while (second.getState() != Thread.State.WAITING) {
      Thread.sleep(10);
    }
    goOn.countDown();
    first.join();
    second.join();
    assertThat(searches).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread asking(EndpointDiscovery discovery) {
    Thread thread =
        new Thread(
            () -> assertThatThrownBy(discovery::endpoint).hasMessageContaining("nobody there"));
    thread.start();
    return thread;
  }

  @Test
  void looksAgainAfterTheEndpointWasForgotten() throws Exception {
    rig.wireServer.goalState();
    rig.host.stopListening(org.waagent.azurehost.Service.WIRE);
    assertThatThrownBy(() -> rig.wireServer.goalState()).isInstanceOf(HostException.class);
    rig.host.startListening(org.waagent.azurehost.Service.WIRE);
    rig.wireServer.goalState();
    assertThat(rig.host.requests(Route.VERSIONS)).hasSize(2);
  }

  @Test
  void readsAddressesWithAndWithoutAPort() {
    assertThat(Addresses.read(" 10.0.0.1 \n", 80)).contains(new Addresses("10.0.0.1", 80));
    assertThat(Addresses.read("host:8080", 80)).contains(new Addresses("host", 8080));
    assertThat(Addresses.read("host:x", 80)).isEmpty();
    assertThat(Addresses.read("host:70000", 80)).isEmpty();
    assertThat(Addresses.read("", 80)).isEmpty();
    assertThat(Addresses.read("a/b", 80)).isEmpty();
  }
}
