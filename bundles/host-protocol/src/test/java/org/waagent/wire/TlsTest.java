// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.host.HostException;
import org.waagent.host.Proxy;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

class TlsTest {
  /** A first handshake takes long on a busy machine. */
  private static final CallClass PATIENT = CallClass.LOGS;

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  @TempDir Path folder;
  private TlsSite site;
  private Optional<String> before;

  @BeforeEach
  void start() throws Exception {
    site = new TlsSite("localhost");
    before = Optional.ofNullable(System.getProperty(TRUST_STORE));
  }

  @AfterEach
  void stop() {
    site.close();
    before.ifPresentOrElse(
        old -> System.setProperty(TRUST_STORE, old), () -> System.clearProperty(TRUST_STORE));
  }

  private void trust(TlsSite trusted) throws Exception {
    Path store = folder.resolve("trusted");
    trusted.writeTrustStore(store);
    System.setProperty(TRUST_STORE, store.toString());
  }

  private static Http http(Proxy proxy) {
    long begin = System.nanoTime();
    return new Http(
        "Agent/1",
        proxy,
        () -> Duration.ofNanos(System.nanoTime() - begin),
        Instant::now,
        pause -> {});
  }

  private Request get(String host) {
    String url = "https://" + host + ":" + site.port() + "/blob?sig=hush";
    return Request.get(Route.INTERNET, url);
  }

  @Test
  void readsABlobOfASiteThatTheTrustStoreKnows() throws Exception {
    trust(site);
    try (Http http = http((scheme, host) -> Optional.empty())) {
      assertThat(http.send(get("localhost"), PATIENT).text()).isEqualTo("blob");
    }
  }

  @Test
  void refusesASiteThatTheTrustStoreDoesNotKnow() throws Exception {
    try (TlsSite other = new TlsSite("localhost");
        Http http = http((scheme, host) -> Optional.empty())) {
      trust(other);
      assertThatThrownBy(() -> http.send(get("localhost"), PATIENT))
          .isInstanceOf(HostException.class)
          .hasMessageContaining("the certificate of the server is not trusted on this machine")
          .hasMessageContaining("https://localhost:" + site.port() + "/blob")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    trust(site);
    try (Http http = http((scheme, host) -> Optional.empty())) {
      assertThatThrownBy(() -> http.send(get("127.0.0.1"), PATIENT))
          .isInstanceOf(HostException.class)
          .hasMessageContaining("not trusted");
    }
  }

  @Test
  void goesThroughATunnelOfAProxyThatAsksForAPassword() throws Exception {
    trust(site);
    try (TinyProxy tiny = new TinyProxy("user", "pass")) {
      Proxy proxy = new ConfiguredProxy("", 0, Map.of("HTTPS_PROXY", "user:pass@" + at(tiny)));
      try (Http http = http(proxy)) {
        assertThat(http.send(get("localhost"), PATIENT).text()).isEqualTo("blob");
      }
      assertThat(tiny.requests()).containsExactly("CONNECT localhost:" + site.port() + " HTTP/1.1");
    }
  }

  @Test
  void tellsNoPasswordWhenTheProxyRefusesIt() throws Exception {
    try (TinyProxy tiny = new TinyProxy("user", "pass")) {
      Proxy proxy = new ConfiguredProxy("user:hushed@" + at(tiny), 0, Map.of());
      try (Http http = http(proxy)) {
        assertThatThrownBy(() -> http.send(get("localhost"), PATIENT))
            .isInstanceOf(HostException.class)
            .hasMessageNotContaining("hush")
            .hasMessageContaining("proxy");
      }
      assertThat(tiny.requests()).isEmpty();
    }
  }

  private static String at(TinyProxy tiny) {
    return "127.0.0.1:" + tiny.port();
  }
}
