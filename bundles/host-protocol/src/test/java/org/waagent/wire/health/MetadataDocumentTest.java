// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.host.InstanceMetadata.Compute;

class MetadataDocumentTest {
  @Test
  void readsAMachineOfAzure() throws Exception {
    String samples = System.getProperty("waagent.samples", "");
    assumeThat(samples).as("the property waagent.samples names no folder").isNotEmpty();
    String text = Files.readString(Path.of(samples, "imds", "valid.json"));
    assertThat(MetadataDocument.read(text).lack()).isEmpty();
    String part = JsonParser.parseString(text).getAsJsonObject().get("compute").toString();
    Compute compute = MetadataDocument.read(part).compute();
    assertThat(compute.location()).contains("westus");
    assertThat(compute.offer()).contains("UbuntuServer");
    assertThat(compute.publisher()).contains("Canonical");
    assertThat(compute.sku()).contains("16.04-LTS");
    assertThat(compute.version()).contains("16.04.201805220");
    assertThat(compute.vmSize()).contains("Standard_D2_V2");
    assertThat(compute.platformFaultDomain()).contains("0");
    assertThat(compute.zone()).isEmpty();
  }

  @Test
  void takesEveryFactFromItsOwnName() throws Exception {
    StringBuilder json = new StringBuilder("{");
    String[] names = {
      "location", "name", "offer", "osType", "placementGroupId", "platformFaultDomain",
      "platformUpdateDomain", "publisher", "resourceGroupName", "sku", "subscriptionId", "tags",
      "version", "vmId", "vmSize", "vmScaleSetName", "zone"
    };
    for (String name : names) {
      json.append(json.length() > 1 ? "," : "").append("\"" + name + "\":\"<" + name + ">\"");
    }
    Compute compute = MetadataDocument.read(json.append('}').toString()).compute();
    for (String name : names) {
      Object value = Compute.class.getMethod(name).invoke(compute);
      assertThat(value).hasToString("Optional[<" + name + ">]");
    }
  }

  @Test
  void takesOddFactsForMissing() throws Exception {
    Compute compute =
        MetadataDocument.read("{\"location\":null,\"tags\":[\"a\"],\"name\":\"Zürich-机\"}")
            .compute();
    assertThat(compute.location()).isEmpty();
    assertThat(compute.tags()).isEmpty();
    assertThat(compute.name()).contains("Zürich-机");
  }

  @Test
  void refusesWhatIsNotOneStrictObject() {
    for (String text :
        new String[] {"", "{", "[]", "{a:1}", "{} x", "{\"a\":1,}", "[".repeat(100_000)}) {
      assertThatThrownBy(() -> MetadataDocument.read(text))
          .as(text.length() > 9 ? "deep" : text)
          .isInstanceOfSatisfying(
              HostException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }
  }
}
