// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.goalstate.Handler;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.Proxy;
import org.waagent.host.Proxy.Server;

class ProxyTest {
  @TempDir Path root;

  @Test
  @Tag("S77")
  void reachesBlobsThroughTheProxyAndTheHostWithoutIt() throws Exception {
    GoalState goal = GoalState.of(Extension.named("Example.Handler").fromFiles(Map.of("a", "b")));
    try (TinyProxy tiny = new TinyProxy("user", "pass")) {
      Proxy proxy =
          new ConfiguredProxy(
              "", 0, Map.of("http_proxy", "http://user:pass@127.0.0.1:" + tiny.port() + "/"));
      try (Rig rig = new Rig(AzureHost.start(goal), root, proxy)) {
        var extensions = rig.goalStates().poll(Fetch.CHANGES).goalState().extensions();
        Handler handler = extensions.handlers().get(0);
        assertThat(tiny.requests()).isEmpty();
        assertThat(rig.artifacts().manifest(handler.manifestLocations()).packages()).hasSize(1);
        rig.statusSink().upload(extensions.statusBlob().orElseThrow(), "{}".getBytes());
        assertThat(tiny.requests())
            .isNotEmpty()
            .allMatch(line -> line.startsWith("GET http://" + rig.host.addresses().blob()));
        assertThat(rig.host.requests(Route.STATUS)).hasSize(1);
      }
    }
  }

  @Test
  @Tag("S77")
  void takesHostAndPortOfTheConfigurationFirst() {
    Map<String, String> environment = Map.of("http_proxy", "http://other:1");
    assertThat(new ConfiguredProxy("proxy", 3128, environment).of("http", "a.b"))
        .contains(server("proxy", 3128));
    assertThat(new ConfiguredProxy("proxy", 0, environment).of("https", "a.b"))
        .contains(server("proxy", 80));
    assertThat(new ConfiguredProxy("https://proxy", 0, environment).of("http", "a.b"))
        .contains(server("proxy", 443));
    assertThat(new ConfiguredProxy("proxy", 70_000, environment).of("http", "a.b"))
        .contains(server("proxy", 80));
  }

  private static Server server(String host, int port) {
    return new Server(host, port, java.util.Optional.empty(), java.util.Optional.empty());
  }

  @Test
  void takesTheEnvironmentByScheme() {
    Map<String, String> environment = Map.of("http_proxy", "plain:1", "HTTPS_PROXY", "secure:2");
    ConfiguredProxy proxy = new ConfiguredProxy("", 0, environment);
    assertThat(proxy.of("http", "a").orElseThrow().host()).isEqualTo("plain");
    assertThat(proxy.of("https", "a").orElseThrow().host()).isEqualTo("secure");
    assertThat(new ConfiguredProxy("", 0, Map.of()).of("http", "a")).isEmpty();
  }

  @Test
  void excludesWhatNoProxyNames() {
    NoProxy none = NoProxy.of("example.com, .inner.net,10.1.0.0/16 , 192.168.0.7");
    for (String covered :
        List.of("example.com", "a.EXAMPLE.com", "b.inner.net", "10.1.2.3", "192.168.0.7")) {
      assertThat(none.covers(covered)).as(covered).isTrue();
    }
    for (String free : List.of("notexample.com", "10.2.0.1", "192.168.0.8", "net", "")) {
      assertThat(none.covers(free)).as(free).isFalse();
    }
    assertThat(NoProxy.of("*").covers("anything")).isTrue();
    assertThat(NoProxy.of("").covers("anything")).isFalse();
  }

  @Test
  void takesNameAndPasswordOutOfEitherForm() {
    Map<String, String> environment = Map.of("https_proxy", "http://u%40x:p%2Fa:s@proxy:8080/");
    Server server = new ConfiguredProxy("", 0, environment).of("https", "a").orElseThrow();
    assertThat(server.host()).isEqualTo("proxy");
    assertThat(server.port()).isEqualTo(8080);
    assertThat(server.user()).contains("u@x");
    assertThat(server.password().orElseThrow().reveal()).isEqualTo("p/a:s");
    Server key = new ConfiguredProxy("http://u:p/w@proxy", 3128, Map.of()).of("http", "a").get();
    assertThat(key.host() + ":" + key.port()).isEqualTo("proxy:3128");
    assertThat(key.password().orElseThrow().reveal()).isEqualTo("p/w");
    assertThat(ProxyAddress.read("[::1]:3128", 0)).isEqualTo(server("::1", 3128));
    assertThat(ProxyAddress.read("u:100%@p", 0).password().orElseThrow().reveal())
        .isEqualTo("100%");
  }

  @Test
  void showsNoPasswordOfAProxy() {
    for (String text : List.of("http://user:hush@p:1", "user:hu/sh@p", "http://user:hush@/")) {
      ConfiguredProxy proxy = new ConfiguredProxy(text, 0, Map.of());
      assertThat(proxy + " " + proxy.of("http", "a")).doesNotContain("hush").doesNotContain("hu/");
    }
  }

  @Test
  void goesAroundTheProxyWhereNoProxySaysSo() {
    Map<String, String> environment = Map.of("NO_PROXY", "10.0.0.0/8,.inner", "http_proxy", "p:1");
    for (String host : List.of("10.1.2.3", "a.inner")) {
      assertThat(new ConfiguredProxy("", 0, environment).of("http", host)).isEmpty();
      assertThat(new ConfiguredProxy("key", 1, environment).of("http", host)).isEmpty();
    }
    assertThat(new ConfiguredProxy("", 0, environment).of("http", "11.1.2.3")).isPresent();
  }
}
