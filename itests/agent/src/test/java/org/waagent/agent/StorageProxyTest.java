// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;

/** The proxy of {@code waagent.conf} stands before storage, and never before the host. */
final class StorageProxyTest {
  private static final String NAME = "Test.Proxied";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("S77")
  void storageIsReachedThroughTheProxyAndTheHostWithoutIt() throws Exception {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      scene
          .agent()
          .configure(
              scene.configuration("HttpProxy.Host=127.0.0.1", "HttpProxy.Port=" + proxy.port()));
      scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
      scene.agent().start();
      scene.awaitSuccess(NAME, 0);

      String storage = scene.host().addresses().blob();
      assertThat(proxy.asked()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(proxy.asked()).extracting(URI::getAuthority).containsOnly(storage);
    }
  }
}
