// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waagent.host.ArtifactSource.Manifest;
import org.waagent.host.ArtifactSource.Package;

/** Manifests of handlers, as publishers write them. */
class ManifestsTest {
  private static String plugin(String version, String more) {
    return "<Plugin><Version>"
        + version
        + "</Version><Uris><Uri>https://a/"
        + version
        + "?sig=S1</Uri></Uris>"
        + more
        + "</Plugin>";
  }

  @Test
  void listsPackagesInOrderAndInternalOnesLast() throws Exception {
    Manifest manifest =
        Manifests.read(
            "<PluginVersionManifest><InternalPlugins>"
                + plugin("1.2.0", "")
                + "</InternalPlugins><Plugins>"
                + plugin("1.0.0", "<DisallowMajorVersionUpgrade>true</DisallowMajorVersionUpgrade>")
                + "<Plugin><Uris><Uri>https://a/none</Uri></Uris></Plugin>"
                + plugin("1.1.0", "<Other/>")
                + "</Plugins></PluginVersionManifest>");
    assertThat(manifest.packages())
        .extracting(Package::version)
        .containsExactly("1.0.0", "1.1.0", "1.2.0");
    assertThat(manifest.packages())
        .extracting(Package::internal)
        .containsExactly(false, false, true);
    assertThat(manifest.packages().get(0).locations()).hasSize(1);
    assertThat(manifest.text()).contains("1.1.0").doesNotContain("S1");
  }
}
