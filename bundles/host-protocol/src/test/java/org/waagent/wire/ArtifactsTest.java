// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource.Manifest;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.HostException;

class ArtifactsTest {
  @TempDir Path root;
  private Rig rig;
  private List<BlobUrl> locations;

  @BeforeEach
  void start() throws Exception {
    Extension extension =
        Extension.named("Example.Handler")
            .fromFiles(Map.of("HandlerManifest.json", "[]", "big", "0123456789".repeat(20_000)))
            .withPackageCopies();
    rig = new Rig(AzureHost.start(GoalState.of(extension)), root);
    locations =
        rig.goalStates()
            .poll(Fetch.CHANGES)
            .goalState()
            .extensions()
            .handlers()
            .get(0)
            .manifestLocations();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static byte[] fetch(ChannelArtifacts artifacts, List<BlobUrl> from) throws HostException {
    List<byte[]> got = new ArrayList<>();
    artifacts.fetch(from, content -> got.add(content.readAllBytes()));
    return got.get(got.size() - 1);
  }

  @Test
  void fetchesManifestAndPackageStraight() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    Manifest manifest = artifacts.manifest(locations);
    assertThat(manifest.packages()).hasSize(1);
    assertThat(manifest.packages().get(0).version()).isEqualTo("1.0.0");
    byte[] zip = fetch(artifacts, manifest.packages().get(0).locations());
    assertThat(new String(zip, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).isEmpty();
    assertThat(manifest.text()).doesNotContain("sig=");
  }

  @Test
  void changesToTheHostPluginWhereTheInternetIsClosed() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    rig.host.fault(Route.MANIFEST, Fault.status(404));
    rig.host.fault(Route.MANIFEST_COPY, Fault.status(404));
    Manifest manifest = artifacts.manifest(locations);
    assertThat(rig.machine.log().lines())
        .filteredOn(l -> l.contains("Default channel changed to HostGAPlugin channel."))
        .hasSize(1);
    int straight = rig.host.requests(Route.PACKAGE).size();
    fetch(artifacts, manifest.packages().get(0).locations());
    assertThat(rig.host.requests(Route.PACKAGE)).hasSize(straight);
    var last = rig.host.requests(Route.EXTENSION_ARTIFACT);
    assertThat(last.get(last.size() - 1).header("x-ms-artifact-manifest-location")).isPresent();
    assertThat(last).allMatch(r -> r.header("x-ms-verify-from-artifacts-blob").isEmpty());
    assertThat(rig.host.violations()).isEmpty();
  }

  @Test
  void keepsTheChannelWhenBothFail() {
    rig.host.fault(Service.BLOB, Fault.status(404));
    rig.host.fault(Route.EXTENSION_ARTIFACT, Fault.status(404));
    assertThatThrownBy(() -> rig.artifacts().manifest(locations))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("404");
    assertThat(rig.machine.log().lines()).noneMatch(l -> l.contains("Default channel"));
  }

  @Test
  void triesTheNextAddressWhenTheReceiverRefuses() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    assertThat(from).hasSize(2);
    AtomicInteger calls = new AtomicInteger();
    artifacts.fetch(
        from,
        content -> {
          content.readAllBytes();
          if (calls.incrementAndGet() == 1) {
            throw new IOException("not a zip");
          }
        });
    assertThat(calls).hasValue(2);
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).isEmpty();
  }

  @Test
  void tellsWhyTheReceiverRefused() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    assertThatThrownBy(
            () ->
                artifacts.fetch(
                    from,
                    content -> {
                      throw new IOException("not a zip");
                    }))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("not a zip");
  }

  @Test
  void takesATruncatedPackageForAFailureOfTheNetwork() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    byte[] whole = fetch(artifacts, from);
    rig.host.fault(Route.PACKAGE, Fault.truncated());
    rig.host.fault(Route.PACKAGE_COPY, Fault.truncated());
    assertThat(fetch(artifacts, from)).isEqualTo(whole);
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).isNotEmpty();
  }

  @Test
  void goesRoundAgainWhereLaterMayHelp() throws Exception {
    rig.host.fault(Service.BLOB, Fault.status(500).times(4));
    rig.host.fault(Route.EXTENSION_ARTIFACT, Fault.status(500).times(4));
    assertThat(rig.artifacts().manifest(locations).packages()).hasSize(1);
  }

  @Test
  void refusesAnEmptyListOfAddresses() {
    assertThatThrownBy(() -> rig.artifacts().manifest(List.of())).isInstanceOf(HostException.class);
  }
}
