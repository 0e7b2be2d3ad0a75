// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void manifestsOfferAllVersionsEverPublishedButTheWithdrawn() throws Exception {
    host.publish(GoalState.of(Sample.hello()));
    ExtensionPackage next = ExtensionPackage.files(Map.of("HandlerManifest.json", "[1]"));
    host.publish(GoalState.of(Extension.named("Acme.Hello").publishing("1.1.0", next)));
    assertThat(manifest()).contains("<Version>1.0.0<", "<Version>1.1.0<");
    host.publish(GoalState.of(Extension.named("Acme.Hello").withdrawing("1.0.0")));
    assertThat(manifest()).doesNotContain("<Version>1.0.0<");
  }

  private String manifest() throws Exception {
    String config = agent.config("ExtensionsConfig").body();
    return agent.get(Agent.between(config, " location=\"", "\""), Map.of()).body();
  }

  @Test
  void aFolderIsServedAsTheSameZipEveryTime(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("HandlerManifest.json"), "[]");
    Files.writeString(folder.resolve("bin/run"), "x");
    host.publish(GoalState.of(Extension.named("Acme.Hello").fromFolder(folder)));
    String uri = Agent.between(manifest(), "<Uri>", "</Uri>");
    byte[] zip = agent.bytes(uri).body();
    assertThat(zip).isEqualTo(ExtensionPackage.folder(folder).content());
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      assertThat(entries.getNextEntry().getName()).isEqualTo("HandlerManifest.json");
      assertThat(entries.getNextEntry().getName()).isEqualTo("bin/run");
    }
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void failoverAndAdditionalLocationsServeTheManifestToo() throws Exception {
    host.publish(GoalState.of(Sample.hello().additionalLocations(1).withPackageCopies()));
    String config = agent.config("ExtensionsConfig").body();
    String failover = Agent.between(config, "failoverlocation=\"", "\"");
    String more = Agent.link(config, "additionalLocation");
    assertThat(agent.get(failover, Map.of()).body()).contains("/package-copies/");
    assertThat(agent.get(more, Map.of()).body()).contains("<Version>1.0.0<");
    assertThat(host.requests(Route.MANIFEST_COPY)).hasSize(2);
  }

  @Test
  void aDirectPutNeedsTypeAndSignature() throws Exception {
    String uri = host.statusBlobUrl();
    Map<String, String> headers = Agent.blobHeaders();
    headers.remove("x-ms-blob-type");
    assertThat(agent.put(uri, headers, Sample.status("")).statusCode()).isEqualTo(400);
    String bare = uri.split("\\?")[0];
    assertThat(agent.put(bare, Agent.blobHeaders(), "{}").statusCode()).isEqualTo(403);
    String forged = uri.replaceFirst("sig=....", "sig=AAAA");
    assertThat(agent.put(forged, Agent.blobHeaders(), "{}").statusCode()).isEqualTo(403);
    assertThat(agent.get(uri, Map.of()).statusCode()).isEqualTo(405);
    assertThat(agent.put(uri, Agent.blobHeaders(), Sample.status("")).statusCode()).isEqualTo(201);
    assertThat(host.statuses())
        .singleElement()
        .satisfies(s -> assertThat(s.channel()).isEqualTo(Service.BLOB));
  }

  @Test
  void aStatusThatIsNoStatusIsStoredAndNoted() throws Exception {
    assertThat(agent.put(host.statusBlobUrl(), Agent.blobHeaders(), "{}").statusCode())
        .isEqualTo(201);
    assertThat(host.violations()).extracting(Violation::what).anyMatch(w -> w.contains("version"));
  }

  @Test
  void aBlockBlobIsRefusedWhereAPageBlobIsAsked() throws Exception {
    host.publish(GoalState.of().statusBlob(BlobType.PAGE_BLOB));
    assertThat(agent.put(host.statusBlobUrl(), Agent.blobHeaders(), "{}").statusCode())
        .isEqualTo(409);
  }

  @Test
  void aPageBlobIsCompleteWithItsLastPage() throws Exception {
    host.publish(GoalState.of().statusBlob(BlobType.PAGE_BLOB));
    String status = Sample.status("");
    int size = (status.length() + 511) / 512 * 512;
    Map<String, String> headers = Agent.blobHeaders();
    headers.remove("x-ms-blob-type");
    headers.put("x-ms-page-write", "update");
    headers.put("x-ms-range", "bytes=0-" + (size - 1));
    String pages = host.statusBlobUrl() + "&comp=page";
    String padded = status + " ".repeat(size - status.length());
    assertThat(agent.put(pages, headers, padded).statusCode()).isEqualTo(404);
    Map<String, String> create = Agent.blobHeaders();
    create.put("x-ms-blob-type", "PageBlob");
    create.put("x-ms-blob-content-length", "" + (size + 1));
    assertThat(agent.put(host.statusBlobUrl(), create, "").statusCode()).isEqualTo(400);
    create.put("x-ms-blob-content-length", "" + size);
    assertThat(agent.put(host.statusBlobUrl(), create, "").statusCode()).isEqualTo(201);
    assertThat(agent.put(pages, headers, padded).statusCode()).isEqualTo(201);
    assertThat(host.lastStatus().orElseThrow().text()).isEqualTo(status);
    headers.put("x-ms-range", "bytes=0-" + (size + 511));
    assertThat(agent.put(pages, headers, padded + " ".repeat(512)).statusCode()).isEqualTo(416);
  }

  @Test
  void theArtifactsProfileTellsOnHold() throws Exception {
    host.publish(GoalState.of().onHold(true));
    String uri = Agent.link(agent.config("ExtensionsConfig").body(), "InVMArtifactsProfileBlob");
    assertThat(agent.get(uri, Map.of()).body()).isEqualTo("{ \"onHold\": true }");
    assertThat(agent.get(uri.split("\\?")[0], Map.of()).statusCode()).isEqualTo(403);
  }
}
