// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.waagent.plugin.FrameworkProperties;

class PlatformTest {
  @TempDir private Path storage;

  @Test
  void readsWhatTheRunningFrameworkOffers() throws Exception {
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.toString(),
                    FrameworkProperties.VERSION,
                    "3.4.5.6",
                    "felix.log.level",
                    "0"));
    framework.start();
    try {
      Platform platform = Platform.of(framework.getBundleContext());

      assertThat(platform.agent()).hasToString("3.4.5.6");
      assertThat(platform.java()).isEqualTo(Runtime.version().feature());
      assertThat(platform.os()).isEqualTo("linux");
      assertThat(platform.packages().get("org.osgi.framework"))
          .singleElement()
          .matches(exported -> exported.version().getMajor() == 1);
      assertThat(platform.isTaken("org.osgi.framework", Set.of())).isTrue();
      assertThat(platform.isTaken("org.osgi.framework", Set.of("org.apache.felix.framework")))
          .isFalse();
      assertThat(platform.isTaken("com.acme", Set.of())).isFalse();
    } finally {
      framework.stop();
      framework.waitForStop(10_000);
    }
  }
}
