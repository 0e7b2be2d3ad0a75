// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.host.InstanceMetadata.Compute;

class ImageOriginTest {
  @ParameterizedTest
  @CsvSource({
    "Canonical,UbuntuServer,16.04-LTS,16.04.201805220,ENDORSED",
    "Canonical,UbuntuServer,14.04.8-lts,1,ENDORSED",
    "Canonical,UbuntuServer,14.04.9-LTS,1,PLATFORM",
    "Canonical,0001-com-ubuntu-server-jammy,22_04-lts,1,PLATFORM",
    "CoreOS,CoreOS,Stable,494.4.0,ENDORSED",
    "CoreOS,CoreOS,Stable,494.3.9,PLATFORM",
    "CoreOS,CoreOS,Alpha,1000.0.0,PLATFORM",
    "credativ,Debian,8,1,ENDORSED",
    "credativ,Debian,6,1,PLATFORM",
    "OpenLogic,CentOS,6.3,1,ENDORSED",
    "OpenLogic,CentOS,6.2,1,PLATFORM",
    "OpenLogic,CentOS,7-LVM,1,ENDORSED",
    "OpenLogic,CentOS-HPC,7-LVM,1,PLATFORM",
    "RedHat,RHEL,7-RAW,1,ENDORSED",
    "RedHat,RHEL,7-something,1,PLATFORM",
    "RedHat,RHEL-SAP-HANA,7.2,1,ENDORSED",
    "SUSE,SLES,12-sp5,1,ENDORSED",
    "SUSE,SLES,12,1,PLATFORM",
    "SUSE,SLES-SAP,15,1,ENDORSED",
    "SUSE,SLE-HPC,15-SP5,1,ENDORSED",
    "Acme,Tool,1,1,PLATFORM",
  })
  void theTableTellsWhichAreEndorsed(
      String publisher, String offer, String sku, String version, ImageOrigin origin) {
    assertThat(ImageOrigin.of(image(publisher, offer, sku, version))).isEqualTo(origin);
  }

  @Test
  void anImageWithoutPublisherIsTheCustomers() {
    assertThat(ImageOrigin.of(image("", "", "", ""))).isEqualTo(ImageOrigin.CUSTOM);
    assertThat(ImageOrigin.CUSTOM.number()).isEqualTo(1);
  }

  static Compute image(String publisher, String offer, String sku, String version) {
    Optional<String> none = Optional.empty();
    return new Compute(
        Optional.of("westus"),
        none,
        Optional.of(offer),
        none,
        none,
        none,
        none,
        Optional.of(publisher),
        Optional.of("tests"),
        Optional.of(sku),
        Optional.of("subscription"),
        none,
        Optional.of(version),
        Optional.of("vm-id"),
        none,
        none,
        none);
  }
}
