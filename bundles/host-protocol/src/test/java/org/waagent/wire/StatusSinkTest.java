// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.BlobType;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.HostException;

class StatusSinkTest {
  @TempDir Path root;

  private static byte[] status(int length) {
    return ("{\"text\":\"" + "x".repeat(length) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private Rig rig(BlobType type) {
    return new Rig(AzureHost.start(GoalState.of().statusBlob(type)), root);
  }

  private static StatusBlob blob(Rig rig) throws HostException {
    return rig.goalStates().poll(Fetch.CHANGES).goalState().extensions().statusBlob().orElseThrow();
  }

  @Test
  void putsABlockBlobThroughTheHostPlugin() throws Exception {
    try (Rig rig = rig(BlobType.BLOCK_BLOB)) {
      assertThat(rig.statusSink().upload(blob(rig), status(10)).channel()).isEqualTo("host plugin");
      assertThat(rig.host.requests(Route.STATUS)).hasSize(1);
      assertThat(rig.host.requests(Route.STATUS).get(0).status()).isEqualTo(200);
      assertThat(rig.host.requests(Route.STATUS_BLOB)).isEmpty();
    }
  }

  @Test
  void putsAPageBlobInPages() throws Exception {
    try (Rig rig = rig(BlobType.PAGE_BLOB)) {
      rig.statusSink().upload(blob(rig), status(600));
      assertThat(rig.host.requests(Route.STATUS)).hasSize(2).allMatch(r -> r.status() == 200);
      rig.host.stopListening(Service.HOST_PLUGIN);
      assertThat(rig.statusSink().upload(blob(rig), status(600)).channel()).isEqualTo("direct");
      assertThat(rig.host.requests(Route.STATUS_BLOB)).hasSize(2).allMatch(r -> r.status() == 201);
    }
  }

  @Test
  @Tag("D16")
  void goesStraightToTheBlobWhenTheHostPluginIsBusy() throws Exception {
    try (Rig rig = rig(BlobType.BLOCK_BLOB)) {
      rig.host.fault(Route.STATUS, Fault.status(503));
      assertThat(rig.statusSink().upload(blob(rig), status(1)).channel()).isEqualTo("direct");
      assertThat(rig.machine.log().lines()).anyMatch(l -> l.contains("Falling back to direct"));
    }
  }

  @Test
  @Tag("D16")
  void refreshesItsIdsWhenTheContainerIsGone() throws Exception {
    for (Fault fault :
        List.of(
            Fault.status(410).times(1),
            Fault.status(400).body("{\"code\":\"InvalidContainerConfiguration\"}").times(1))) {
      try (Rig rig = rig(BlobType.BLOCK_BLOB)) {
        StatusBlob blob = blob(rig);
        int before = rig.host.requests(Route.GOAL_STATE).size();
        rig.host.fault(Route.STATUS, fault);
        assertThat(rig.statusSink().upload(blob, status(1)).channel()).isEqualTo("host plugin");
        assertThat(rig.host.requests(Route.GOAL_STATE)).hasSize(before + 1);
      }
    }
  }

  @Test
  @Tag("D16")
  void tellsBothFailuresWithoutTheSignature() throws Exception {
    try (Rig rig = rig(BlobType.BLOCK_BLOB)) {
      StatusBlob blob = blob(rig);
      rig.host.fault(Route.STATUS, Fault.status(500));
      rig.host.fault(Route.STATUS_BLOB, Fault.status(404).body(blob.url().text()));
      assertThatThrownBy(() -> rig.statusSink().upload(blob, status(1)))
          .isInstanceOf(HostException.class)
          .hasMessageContaining("either channel")
          .hasMessageContaining("500")
          .hasMessageContaining("404")
          .message()
          .doesNotContain("sig=");
    }
  }

  @Test
  void doesNotProbeAMissingHostPluginForEachStatus() throws Exception {
    try (Rig rig = rig(BlobType.BLOCK_BLOB)) {
      StatusBlob blob = blob(rig);
      rig.host.fault(Route.PLUGIN_VERSIONS, Fault.status(500));
      BlobStatusSink sink = rig.statusSink();
      sink.upload(blob, status(1));
      sink.upload(blob, status(2));
      assertThat(rig.host.requests(Route.PLUGIN_VERSIONS)).hasSize(1);
      rig.host.clearFaults();
      rig.machine.clock().advance(java.time.Duration.ofMinutes(2));
      assertThat(sink.upload(blob, status(3)).channel()).isEqualTo("host plugin");
    }
  }

  @Test
  void cutsAPageBlobIntoPiecesOfFourMebibytes() {
    StatusBlob blob = new StatusBlob(new BlobUrl("https://a/b?sig=x"), StatusBlob.Type.PAGE_BLOB);
    byte[] large = new byte[5 * 1024 * 1024 + 1];
    List<StatusPut> puts = StatusPut.of(blob, large, ' ', Instant.parse("2026-01-01T00:00:00.5Z"));
    assertThat(puts).hasSize(3);
    assertThat(puts.get(0).headers())
        .containsEntry("x-ms-blob-content-length", String.valueOf(5 * 1024 * 1024 + 512))
        .containsEntry("x-ms-date", "2026-01-01T00:00:00Z");
    assertThat(puts.get(1).headers()).containsEntry("x-ms-range", "bytes=0-4194303");
    assertThat(puts.get(2).headers()).containsEntry("x-ms-range", "bytes=4194304-5243391");
    assertThat(puts.get(2).url()).isEqualTo("https://a/b?sig=x&comp=page");
    assertThat(puts.get(2).content().orElseThrow()[1024 * 1024 + 511]).isEqualTo((byte) ' ');
  }
}
