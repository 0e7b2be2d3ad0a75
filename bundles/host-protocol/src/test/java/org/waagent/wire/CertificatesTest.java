// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.CertificateStyle;
import org.waagent.azurehost.CertificateStyle.KeyTransport;
import org.waagent.azurehost.CertificateStyle.PfxEncryption;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.TenantCertificate;
import org.waagent.goalstate.Certificates;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.os.Mode;

class CertificatesTest {
  @TempDir Path root;

  private static Certificates poll(Rig rig) throws Exception {
    return rig.goalStates().poll(Fetch.CHANGES).goalState().certificates();
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_PKCS1,LEGACY_3DES,0",
    "RSA_OAEP,LEGACY_3DES,0",
    "RSA_OAEP,PBES2_AES,0",
    "RSA_PKCS1,PBES2_AES,1"
  })
  @Tag("D10")
  void opensEveryKindOfMessage(KeyTransport transport, PfxEncryption pfx, int refusals)
      throws Exception {
    GoalState goal =
        GoalState.of()
            .certificates(TenantCertificate.create(), TenantCertificate.create())
            .certificateStyle(new CertificateStyle(transport, pfx));
    try (Rig rig = new Rig(AzureHost.start(goal), root)) {
      // A host that refuses AES is asked for triple DES.
      rig.host.fault(Route.CERTIFICATES, Fault.status(400).times(Math.max(1, refusals)));
      if (refusals == 0) {
        rig.host.clearFaults();
      }
      Certificates certificates = poll(rig);
      assertThat(certificates.certificates()).hasSize(2).allMatch(c -> c.hasPrivateKey());
      var requests = rig.host.requests(Route.CERTIFICATES);
      assertThat(requests).hasSize(1 + refusals);
      assertThat(requests.get(refusals).header("x-ms-cipher-name"))
          .contains(refusals == 0 ? "AES128_CBC" : "DES_EDE3_CBC");
      assertThat(rig.host.violations()).isEmpty();
    }
  }

  @Test
  @Tag("V14")
  void writesFilesAsOpensslWould() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(), root)) {
      rig.host.publish(GoalState.of().certificates(TenantCertificate.create()));
      Certificates certificates = poll(rig);
      String name = certificates.certificates().get(0).thumbprint().hex();
      String pem = rig.machine.files().readText(rig.lib(name + ".crt"), 100_000);
      assertThat(pem)
          .startsWith("-----BEGIN CERTIFICATE-----\n")
          .endsWith("\n-----END CERTIFICATE-----\n");
      assertThat(pem.lines()).allMatch(l -> l.length() <= 64);
      assertThat(rig.machine.files().readText(rig.lib(name + ".prv"), 100_000))
          .startsWith("-----BEGIN PRIVATE KEY-----\n");
      for (String file :
          List.of(
              name + ".crt",
              name + ".prv",
              "Certificates.xml",
              "Certificates.p7m",
              "Certificates.pem",
              "TransportCert.pem",
              "TransportPrivate.pem")) {
        assertThat(rig.machine.files().look(rig.lib(file)).orElseThrow().mode())
            .as(file)
            .isEqualTo(Mode.of(0400));
      }
      assertThat(rig.machine.files().exists(rig.lib("Certificates.pfx"))).isFalse();
    }
  }

  @Test
  void keepsTheTransportCertificateWhileItIsValid() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(withCertificate()), root)) {
      poll(rig);
      String first = header(rig);
      Rig restarted = new Rig(rig.host, root);
      poll(restarted);
      assertThat(header(rig)).isEqualTo(first);
    }
  }

  private static GoalState withCertificate() {
    return GoalState.of().certificates(TenantCertificate.create());
  }

  private static String header(Rig rig) {
    var requests = rig.host.requests(Route.CERTIFICATES);
    return requests
        .get(requests.size() - 1)
        .header("x-ms-guest-agent-public-x509-cert")
        .orElseThrow();
  }

  @Test
  void replacesATransportCertificateThatIsOldOrBroken() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(withCertificate()), root)) {
      poll(rig);
      String first = header(rig);
      rig.machine
          .files()
          .write(
              rig.lib("TransportPrivate.pem"),
              "garbage".getBytes(StandardCharsets.UTF_8),
              Mode.OWNER_ONLY);
      Rig restarted = new Rig(rig.host, root);
      assertThat(poll(restarted).certificates()).hasSize(1);
      String second = header(rig);
      assertThat(second).isNotEqualTo(first);
      restarted.machine.clock().advance(Duration.ofDays(720));
      assertThat(poll(restarted).certificates()).hasSize(1);
      assertThat(header(rig)).isNotEqualTo(second);
    }
  }

  @Test
  void makesNoTransportCertificateWithoutNeed() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(), root)) {
      rig.wireServer.goalState();
      assertThat(rig.machine.files().exists(rig.lib("TransportCert.pem"))).isFalse();
    }
  }
}
