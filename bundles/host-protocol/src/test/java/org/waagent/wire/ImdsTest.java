// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.host.InstanceMetadata.Compute;
import org.waagent.plugin.Check.Severity;

class ImdsTest {
  @TempDir Path root;
  private Rig rig;
  private Imds imds;

  @BeforeEach
  void start() {
    // A proxy nobody listens at: what goes through it fails.
    rig = new Rig(AzureHost.start(), root, new ConfiguredProxy("127.0.0.1", 9, Map.of()));
    imds = new Imds(rig.host.addresses().imds(), rig.http, "9.9.9");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Request asked() {
    return rig.host.requests().get(0);
  }

  @Test
  void asksForComputeWithoutAProxy() throws Exception {
    Compute compute = imds.compute();
    assertThat(compute.location()).contains(rig.host.machine().location());
    assertThat(compute.vmId()).contains(rig.host.machine().vmId());
    assertThat(compute.publisher()).contains("Debian");
    assertThat(compute.zone()).isEmpty();
    assertThat(asked().path()).isEqualTo("/metadata/instance/compute");
    assertThat(asked().query()).isEqualTo("api-version=2018-02-01");
    assertThat(asked().header("Metadata")).contains("True");
    assertThat(asked().header("User-Agent")).contains("WALinuxAgent/9.9.9");
    assertThat(rig.host.violations()).isEmpty();
  }

  @Test
  void givesADocumentAsItCame() throws Exception {
    assertThat(imds.text("instance/network")).startsWith("{\"interface\":[");
    assertThatThrownBy(() -> imds.text("instance/nothing"))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
  }

  @Test
  void looksAtTheWholeInstanceUnderItsOwnName() {
    assertThat(imds.probe()).isEqualTo(new Imds.Probe(false, ""));
    assertThat(asked().path()).isEqualTo("/metadata/instance");
    assertThat(asked().header("User-Agent")).contains("WALinuxAgent/9.9.9+health");
  }

  @ParameterizedTest
  @CsvSource({
    "500,true",
    "503,true",
    "505,true",
    "410,true",
    "429,false",
    "403,false",
    "404,false",
    "400,false"
  })
  void onlyItsOwnFailuresAreItsFault(int status, boolean fault) {
    rig.host.fault(Route.INSTANCE_METADATA, Fault.status(status));
    Imds.Probe probe = imds.probe();
    assertThat(probe.fault()).isEqualTo(fault);
    assertThat(probe.told()).contains(String.valueOf(status));
  }

  @Test
  void nobodyAnsweringIsNotItsFault() {
    rig.host.stopListening(Service.IMDS);
    Imds.Probe probe = imds.probe();
    assertThat(probe.fault()).isFalse();
    assertThat(probe.told()).contains("IOError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{} {}",
        "{}",
        "{\"network\":{}}",
        "{\"network\":{\"interface\":[]}}",
        "{\"network\":{\"interface\":[{\"macAddress\":\"\"}]}}",
        "{\"network\":{\"interface\":[{\"macAddress\":\"0A\",\"ipv4\":{\"ipAddress\":[]}}]}}",
        "{\"network\":{\"interface\":[{\"macAddress\":\"0A\",\"ipv4\":{\"ipAddress\":[{}]}}]}}"
      })
  void anAnswerWithoutSenseIsItsFault(String body) {
    rig.host.fault(Route.INSTANCE_METADATA, Fault.status(200).body(body));
    assertThat(imds.probe()).matches(Imds.Probe::fault).matches(p -> !p.told().isEmpty());
  }

  @Test
  void namesTheKeyWithoutAnAddress() {
    assertThatThrownBy(() -> new Imds("http://x", rig.http, "9.9.9").compute())
        .hasMessageContaining("Protocol.ImdsEndpoint");
  }

  @Test
  void doctorWarnsIfItDoesNotAnswer() {
    ImdsCheck check = new ImdsCheck(imds);
    assertThat(check.look().severity()).isEqualTo(Severity.FINE);
    rig.host.stopListening(Service.IMDS);
    assertThat(check.look().severity()).isEqualTo(Severity.WARNING);
    assertThat(check.look().cure()).contains("169.254.169.254");
  }
}
