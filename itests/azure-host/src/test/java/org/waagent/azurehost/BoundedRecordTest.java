// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.azurehost.http.HttpRequest;

class BoundedRecordTest {
  private static final int LONG = 100_000;

  @Test
  void keepsHeadLengthAndDigestOfALongBody() throws Exception {
    byte[] body = new byte[LONG];
    body[0] = 'P';
    Recorder recorder = new Recorder(false);
    record(recorder, Route.VM_AGENT_LOG, body);
    Request request = recorder.requests().list().get(0);
    assertThat(request.body()).hasSize(64 * 1024).startsWith((byte) 'P');
    assertThat(request.bodyLength()).isEqualTo(LONG);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
    assertThat(request.bodyDigest()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void keepsTheLastFiftyStatusBlobsWhole() {
    Recorder recorder = new Recorder(false);
    for (int i = 0; i < 60; i++) {
      record(recorder, Route.STATUS, new byte[LONG]);
    }
    List<Request> all = recorder.requests().list();
    assertThat(all.get(9).body()).hasSize(64 * 1024);
    assertThat(all.subList(10, 60)).allSatisfy(r -> assertThat(r.body()).hasSize(LONG));
  }

  @Test
  void letsTheOldestBodiesGoWhenAllHeadsAreTooMuch() {
    Recorder recorder = new Recorder(false);
    for (int i = 0; i < 1100; i++) {
      record(recorder, Route.TELEMETRY, new byte[LONG]);
    }
    List<Request> all = recorder.requests().list();
    assertThat(all.stream().mapToLong(r -> r.body().length).sum()).isEqualTo(64L * 1024 * 1024);
    assertThat(all.get(0).body()).isEmpty();
    assertThat(all.get(0).bodyLength()).isEqualTo(LONG);
    assertThat(all.get(1099).body()).isNotEmpty();
  }

  @Test
  void keepsAllBodiesWhenAsked() {
    Recorder recorder = new Recorder(true);
    record(recorder, Route.TELEMETRY, new byte[LONG]);
    assertThat(recorder.requests().list().get(0).body()).hasSize(LONG);
  }

  @Test
  void keepsTheNewestRequestsAndCountsAll() {
    Recorder recorder = new Recorder(false);
    for (int i = 0; i < Recorder.MAX_REQUESTS; i++) {
      record(recorder, Route.GOAL_STATE, new byte[0]);
    }
    for (int i = 0; i < 10; i++) {
      record(recorder, Route.VM_SETTINGS, new byte[0]);
    }
    assertThat(recorder.requests().list()).hasSize(Recorder.MAX_REQUESTS);
    assertThat(recorder.requests().list().get(0).number()).isEqualTo(11);
    assertThat(recorder.count(Route.GOAL_STATE)).isEqualTo(Recorder.MAX_REQUESTS);
    assertThat(recorder.count(Route.VM_SETTINGS)).isEqualTo(10);
    assertThat(recorder.requests().from(Recorder.MAX_REQUESTS + 8L))
        .extracting(Request::number)
        .containsExactly(Recorder.MAX_REQUESTS + 9L, Recorder.MAX_REQUESTS + 10L);
  }

  private static void record(Recorder recorder, Route route, byte[] body) {
    HttpRequest request = new HttpRequest("PUT", "/x", List.of(), body);
    recorder.record(route, request, 200, Optional.empty(), new Effects());
  }
}
