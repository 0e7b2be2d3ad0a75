// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpsBlobsTest {
  private final AzureHost host =
      AzureHost.start(HostOptions.defaults().https(), GoalState.of(Sample.hello()));
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void everyBlobUrlIsHttpsAndServesWhoTrustsTheCertificate() throws Exception {
    assertThat(host.statusBlobUrl()).startsWith("https://");
    String config = agent.config("ExtensionsConfig").body();
    String manifest = Agent.between(config, " location=\"", "\"");
    String zip = Agent.between(get(manifest).body(), "<Uri>", "</Uri>");
    assertThat(zip).startsWith("https://");
    assertThat(get(zip).statusCode()).isEqualTo(200);
    assertThat(agent.statusThroughPlugin(Sample.status("")).statusCode()).isEqualTo(200);
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void whoDoesNotTrustItGetsNothing() {
    assertThatThrownBy(() -> agent.get(host.addresses().blobUrl() + "/x", Map.of()))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void faultsHitTlsToo() {
    host.fault(Service.BLOB, Fault.reset());
    assertThatThrownBy(() -> get(host.addresses().blobUrl() + "/x"))
        .isInstanceOf(IOException.class);
    assertThat(host.count(Route.BLOB_UNKNOWN)).isPositive();
  }

  @Test
  void thePemIsTheCertificate() throws Exception {
    byte[] pem = host.blobIdentity().pem().getBytes();
    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem)))
        .isEqualTo(host.blobIdentity().certificate());
  }

  private HttpResponse<String> get(String uri) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(
        new ByteArrayInputStream(host.blobIdentity().trustStore("open")), "open".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
  }
}
