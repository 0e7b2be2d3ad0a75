// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.StatusBlob;

/** Documents of the host plugin, in small, and how they are to be read. */
class ConformanceVmSettingsTest {
  private final List<String> warnings = new ArrayList<>();

  private ExtensionsGoalState read(String json) {
    return VmSettings.read(json.replace('\'', '"'), "7", warnings::add).state();
  }

  @Test
  void aStatusBlobMayBeMissingOrOfAnUnknownType() {
    assertThat(read("{}").statusBlob()).isEmpty();
    assertThat(
            read("{'statusUploadBlob':{'value':'https://a','statusBlobType':'Odd'}}")
                .statusBlob()
                .orElseThrow()
                .type())
        .isEqualTo(StatusBlob.Type.BLOCK_BLOB);
    assertThat(read("{'statusUploadBlob':{}}").statusBlob()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("status blob");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "637726657706205299,2021-11-16T13:22:50.620529Z",
        "'637726657706205299',2021-11-16T13:22:50.620529Z",
        "null,0001-01-01T00:00:00Z",
        "'garbage',0001-01-01T00:00:00Z",
        "-5,0001-01-01T00:00:00Z",
        "{},0001-01-01T00:00:00Z",
        "[1],0001-01-01T00:00:00Z",
        "true,0001-01-01T00:00:00Z"
      })
  void ticksThatMakeNoSenseStandForNoTime(String value, String expected) {
    assertThat(read("{'extensionsLastModifiedTickCount':" + value + "}").createdOn())
        .hasToString(expected);
  }

  @Test
  void readsWhatTheReleaseManagerSaysOfAFamily() {
    var family =
        read("{'gaFamilies':[{'name':'Prod','version':'9.9.9.9','isVersionFromRSM':false,"
                + "'isVMEnabledForRSMUpgrades':false,'uris':[]}]}")
            .agentFamilies()
            .get(0);
    assertThat(family.versionFromRsm()).contains(false);
    assertThat(family.vmEnabledForRsmUpgrades()).contains(false);
    assertThat(family.fromVersion()).isEmpty();
  }

  @Test
  void oneFamilyThatMakesNoSenseLeavesTheOthers() {
    ExtensionsGoalState state =
        read("{'gaFamilies':[7,{},{'name':'Prod','uris':7},{'name':'Test','uris':[8,'u']}]}");
    assertThat(state.agentFamilies()).extracting(f -> f.name()).containsExactly("Prod", "Test");
    assertThat(warnings).hasSize(2);
    assertThat(read("{'gaFamilies':7}").agentFamilies()).isEmpty();
  }

  @Test
  void requiredFeaturesAreReadInOrder() {
    assertThat(read("{'requiredFeatures':[{'name':'A'},{'NAME':'B'}]}").requiredFeatures())
        .containsExactly("A", "B");
  }

  @Test
  void aSourceThatIsNotTheFastTrackIsNotOne() {
    for (String source : new String[] {"Fabric", "Odd", ""}) {
      VmSettings settings =
          VmSettings.read("{\"extensionGoalStatesSource\":\"" + source + "\"}", "1", warnings::add);
      assertThat(settings.isFastTrack()).isFalse();
    }
  }

  @Test
  void missingManifestsAreNone() {
    var handlers =
        read("{'extensionGoalStates':[{'name':'A','version':'1','state':'enabled'},"
                + "{'name':'B','version':'1','state':'enabled','location':'https://1',"
                + "'failoverlocation':'https://2','additionalLocations':['https://3']}]}")
            .handlers();
    assertThat(handlers.get(0).manifestLocations()).isEmpty();
    assertThat(handlers.get(1).manifestLocations())
        .extracting(u -> u.text())
        .containsExactly("https://1", "https://2", "https://3");
  }
}
