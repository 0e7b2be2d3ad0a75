// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
import org.waagent.host.HostException.Kind;

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
  @Tag("D19")
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
  @Tag("D19")
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
  @Tag("D19")
  void keepsTheChannelWhenBothFail() {
    rig.host.fault(Service.BLOB, Fault.status(404));
    rig.host.fault(Route.EXTENSION_ARTIFACT, Fault.status(404));
    assertThatThrownBy(() -> rig.artifacts().manifest(locations))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("404");
    assertThat(rig.machine.log().lines()).noneMatch(l -> l.contains("Default channel"));
  }

  /** Takes packages only, as those of handlers do. */
  private static byte[] fetchZip(ChannelArtifacts artifacts, List<BlobUrl> from)
      throws HostException {
    List<byte[]> got = new ArrayList<>();
    artifacts.fetch(
        from,
        content -> {
          byte[] bytes = content.readAllBytes();
          if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new ZipException("not a zip");
          }
          got.add(bytes);
        });
    assertThat(got).hasSize(1);
    return got.get(0);
  }

  private List<String> changesOfChannel() {
    return rig.machine.log().lines().stream().filter(l -> l.contains("Default channel")).toList();
  }

  @Test
  @Tag("D21")
  void asksTheHostPluginForTheSameAddressWhereThePackageIsRubbish() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    assertThat(from).hasSize(2);
    rig.host.fault(Route.PACKAGE, portal());
    rig.host.fault(Route.PACKAGE_COPY, portal());
    fetchZip(artifacts, from);
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).hasSize(1);
    int straight = rig.host.requests(Route.PACKAGE).size();
    int copies = rig.host.requests(Route.PACKAGE_COPY).size();
    assertThat(straight + copies).isEqualTo(1);
    assertThat(changesOfChannel())
        .singleElement()
        .asString()
        .contains("Default channel changed to HostGAPlugin channel.");
    fetchZip(artifacts, from);
    assertThat(rig.host.requests(Route.PACKAGE)).hasSize(straight);
    assertThat(rig.host.requests(Route.PACKAGE_COPY)).hasSize(copies);
  }

  @Test
  @Tag("D21")
  void namesBothWaysWhereBothBringRubbish() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    rig.host.fault(Route.PACKAGE, portal());
    rig.host.fault(Route.PACKAGE_COPY, portal());
    rig.host.fault(Route.EXTENSION_ARTIFACT, portal());
    assertThatThrownBy(() -> fetchZip(artifacts, from))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
        .hasMessageContaining("by Direct channel: not a zip; ")
        .hasMessageContaining("by HostGAPlugin channel: not a zip")
        .hasMessageNotContaining("sig=");
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).hasSize(from.size());
    assertThat(changesOfChannel()).isEmpty();
  }

  @Test
  void asksTheHostPluginForAManifestThatIsNone() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    rig.host.fault(Route.MANIFEST, portal());
    rig.host.fault(Route.MANIFEST_COPY, portal());
    assertThat(artifacts.manifest(locations).packages()).hasSize(1);
    assertThat(changesOfChannel()).hasSize(1);
  }

  @Test
  void namesBothWaysOfAManifestThatIsNone() {
    rig.host.fault(Route.MANIFEST, portal());
    rig.host.fault(Route.MANIFEST_COPY, portal());
    rig.host.fault(Route.EXTENSION_ARTIFACT, portal());
    assertThatThrownBy(() -> rig.artifacts().manifest(locations))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("by Direct channel: ")
        .hasMessageContaining("by HostGAPlugin channel: ");
    assertThat(changesOfChannel()).isEmpty();
  }

  private static Fault portal() {
    return Fault.status(200).body("<html><body>Please log in<br></body></html>");
  }

  @Test
  void takesAFullDiskForNoFaultOfTheWay() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                artifacts.fetch(
                    from,
                    content -> {
                      calls.incrementAndGet();
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCAL))
        .hasMessageContaining("No space left on device");
    assertThat(calls).as("one for each address").hasValue(2);
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).isEmpty();
  }

  @Test
  void keepsTheChannelWhereTheDiskIsFullOnTheOtherWay() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                artifacts.fetch(
                    from,
                    content -> {
                      throw calls.getAndIncrement() % 2 == 0
                          ? new ZipException("not a zip")
                          : new IOException("No space left on device");
                    }))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("No space left on device");
    assertThat(changesOfChannel()).isEmpty();
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
  @Tag("D23")
  void triesNoOtherAddressOnceTheFiveMinutesAreOver() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    List<BlobUrl> from = artifacts.manifest(locations).packages().get(0).locations();
    assertThat(from).hasSizeGreaterThan(1);
    int before = packages();
    assertThatThrownBy(
            () ->
                artifacts.fetch(
                    from,
                    content -> {
                      rig.machine.clock().advance(Duration.ofMinutes(6));
                      throw new ZipException("not a zip");
                    }))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("gave up after");
    assertThat(packages() - before).isEqualTo(1);
  }

  private int packages() {
    return rig.host.requests(Route.PACKAGE).size() + rig.host.requests(Route.PACKAGE_COPY).size();
  }

  @Test
  void refusesAnEmptyListOfAddresses() {
    assertThatThrownBy(() -> rig.artifacts().manifest(List.of())).isInstanceOf(HostException.class);
  }
}
