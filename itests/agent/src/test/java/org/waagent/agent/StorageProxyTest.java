// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.ForwardProxy;
import org.waagent.azurehost.GoalState;

/** The proxy of {@code waagent.conf} stands before storage, and never before the host. */
final class StorageProxyTest {
  private static final String NAME = "Test.Proxied";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("S77")
  void storageIsReachedThroughTheProxyAndTheHostWithoutIt() throws Exception {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      goThrough(proxy, "HttpProxy.Host=127.0.0.1", "HttpProxy.Port=" + proxy.port());
    }
  }

  @Test
  void aProxyThatDemandsCredentialsGetsThoseOfTheConfiguration() throws Exception {
    try (ForwardProxy proxy = ForwardProxy.start("someone", "pass-word-2001")) {
      goThrough(proxy, "HttpProxy.Host=http://someone:pass-word-2001@" + proxy.address());
    }
  }

  private void goThrough(ForwardProxy proxy, String... configuration) throws Exception {
    scene.agent().configure(scene.configuration(configuration));
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    String storage = scene.host().addresses().blob();
    assertThat(proxy.passed())
        .filteredOn(request -> request.status() == 0)
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(proxy.passed())
        .extracting(request -> URI.create(request.target()).getAuthority())
        .containsOnly(storage);
  }
}
