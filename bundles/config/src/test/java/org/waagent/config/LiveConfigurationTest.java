// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.waagent.conf.ConfFile;

class LiveConfigurationTest {
  @TempDir Path root;
  private ConfMachine machine;
  private Map<String, Map<String, Object>> sections;

  @BeforeEach
  void prepare() {
    machine = new ConfMachine(root);
    sections = machine.configurations.sections;
  }

  @Test
  @Tag("S54")
  void valuesHaveTheTypeTheirBundleDeclares() throws Exception {
    machine.installExtensions();
    machine.write("Extensions.Enabled=N\nExtensions.GoalStatePeriod= +30 \nOS.OpensslPath=/x\n");
    machine.started();

    assertThat(sections.get("org.waagent.extensions"))
        .isEqualTo(Map.of("enabled", false, "goalStatePeriod", 30));
    assertThat(sections.get("org.waagent.os")).isEqualTo(Map.of("opensslPath", "/x"));
  }

  @Test
  @Tag("S54")
  void noneAndMistypedValuesAreLeftOutSoThatDefaultsHold() throws Exception {
    machine.installExtensions();
    machine.write("Extensions.Enabled=maybe\nExtensions.GoalStatePeriod=6s\nOS.OpensslPath=None\n");
    machine.started();

    assertThat(sections)
        .isEqualTo(Map.of("org.waagent.extensions", Map.of(), "org.waagent.os", Map.of()));
  }

  @Test
  void aValueOutOfItsBoundsIsLeftOut() throws Exception {
    machine.installExtensions();
    machine.write("Extensions.GoalStatePeriod=0\nExtensions.Enabled=y\n");
    machine.started();

    assertThat(sections.get("org.waagent.extensions")).isEqualTo(Map.of("enabled", true));
  }

  @Test
  void keysNobodyDeclaresStayText() throws Exception {
    machine.write("Motd.Show=y\nMotd.Size=7\nFauxKey1=1\n=2\n");
    machine.started();

    assertThat(sections).isEqualTo(Map.of("org.waagent.motd", Map.of("show", "y", "size", "7")));
  }

  @Test
  void aBundleDecidesHowItsPropertyIsSpelt() throws Exception {
    Bundle bundle = machine.framework.install("org.waagent.host-protocol");
    machine.metatypes.declare(
        bundle, "org.waagent.protocol", FakeMetatypes.bool("allowHttp", false));
    machine.write("OS.AllowHTTP=y\n");
    machine.started();

    assertThat(sections.get("org.waagent.protocol")).isEqualTo(Map.of("allowHttp", true));
  }

  @Test
  void theNewSpellingWinsWhereverItStands() throws Exception {
    machine.write("OS.HomeDir=/new\nHome.Dir=/old\n");
    machine.started();
    assertThat(sections.get("org.waagent.os")).isEqualTo(Map.of("homeDir", "/new"));
  }

  @Test
  void anOldSpellingStillCounts() throws Exception {
    machine.write("Home.Dir=/old\n");
    machine.started();
    assertThat(sections.get("org.waagent.os")).isEqualTo(Map.of("homeDir", "/old"));
  }

  @Test
  void reloadTouchesOnlyWhatChanged() throws Exception {
    machine.installExtensions();
    machine.write("Extensions.Enabled=y\nLib.Dir=/a\nPid.File=/p\n");
    LiveConfiguration live = machine.started();
    machine.configurations.done.clear();

    machine.write("# moved\nLib.Dir=/b\nExtensions.Enabled=y\n");
    live.reload();

    assertThat(machine.configurations.done)
        .containsExactlyInAnyOrder("update org.waagent.lib", "delete org.waagent.pid");
    assertThat(machine.log.lines)
        .contains("INFO /etc/waagent.conf changed: org.waagent.pid, org.waagent.lib");
  }

  @Test
  void aStartWithWhatIsAlreadyThereTouchesNothing() throws Exception {
    machine.write("Lib.Dir=/a\n");
    machine.started();
    machine.configurations.done.clear();

    machine.started();

    assertThat(machine.configurations.done).isEmpty();
  }

  @Test
  void keepsTheOldStateWhenTheFileIsBadAndSaysSoOnce() throws Exception {
    machine.write("Lib.Dir=/a\n");
    LiveConfiguration live = machine.started();

    machine.write("");
    live.reload();
    live.reload();

    assertThat(sections.get("org.waagent.lib")).isEqualTo(Map.of("dir", "/a"));
    assertThat(machine.log.lines)
        .containsExactly("ERROR /etc/waagent.conf is empty; what held before still holds");
  }

  @Test
  void keepsTheOldStateWhenTheFileIsGoneOrTooLarge() throws Exception {
    machine.write("Lib.Dir=/a\n");
    LiveConfiguration live = machine.started();

    machine.machine.files().delete(ConfMachine.FILE);
    live.reload();
    machine.write("#".repeat(ConfFile.MOST_BYTES + 1));
    live.reload();

    assertThat(sections.get("org.waagent.lib")).isEqualTo(Map.of("dir", "/a"));
    assertThat(machine.log.lines).hasSize(2);
    assertThat(machine.log.lines.get(0)).contains("/etc/waagent.conf is not there");
    assertThat(machine.log.lines.get(1)).contains("has more than 1048576 bytes");
  }

  @Test
  void aGoodFileAfterABadOneCounts() throws Exception {
    machine.write("Lib.Dir=/a\n");
    LiveConfiguration live = machine.started();
    machine.write("");
    live.reload();

    machine.write("Lib.Dir=/c\n");
    live.reload();

    assertThat(sections.get("org.waagent.lib")).isEqualTo(Map.of("dir", "/c"));
    assertThat(live.current().trouble()).isEmpty();
  }

  @Test
  void aNewBridgeThatFindsABadFileTakesNothingAway() throws Exception {
    machine.write("Lib.Dir=/a\n");
    machine.started();
    machine.write("");

    LiveConfiguration newer = machine.started();
    newer.arrived(machine.installExtensions());

    assertThat(sections.get("org.waagent.lib")).isEqualTo(Map.of("dir", "/a"));
  }

  @Test
  void aBundleThatArrivesLaterGetsItsSectionTyped() throws Exception {
    machine.write("Extensions.Enabled=y\n");
    LiveConfiguration live = machine.started();
    assertThat(sections.get("org.waagent.extensions")).isEqualTo(Map.of("enabled", "y"));

    live.arrived(machine.installExtensions());

    assertThat(sections.get("org.waagent.extensions")).isEqualTo(Map.of("enabled", true));
  }

  @Test
  void ofTwoVersionsTheYoungerCountsUntilItIsGone() throws Exception {
    machine.installExtensions();
    machine.write("Extensions.Enabled=y\n");
    LiveConfiguration live = machine.started();
    Bundle newer = machine.framework.install("org.waagent.extension-handler");
    machine.metatypes.declare(
        newer, "org.waagent.extensions", FakeMetatypes.text("enabled", "auto"));

    live.arrived(newer);
    assertThat(sections.get("org.waagent.extensions")).isEqualTo(Map.of("enabled", "y"));
    live.left(newer);
    assertThat(sections.get("org.waagent.extensions")).isEqualTo(Map.of("enabled", true));
  }

  @Test
  void aBundleIsReadOnceHoweverOftenItIsResolved() throws Exception {
    Bundle bundle = machine.installExtensions();
    machine.framework.install("org.apache.plain", false);
    machine.write("Extensions.Enabled=y\n");
    LiveConfiguration live = machine.started();

    live.arrived(bundle);

    assertThat(machine.metatypes.asked).containsExactly("org.waagent.extension-handler");
  }

  @Test
  void aBrokenMetatypeCostsOnlyItsOwnBundle() throws Exception {
    machine.framework.install("com.example.broken");
    machine.installExtensions();
    machine.write("Extensions.Enabled=y\n");
    machine.started();

    assertThat(sections.get("org.waagent.extensions")).isEqualTo(Map.of("enabled", true));
    assertThat(machine.log.lines).singleElement().asString().contains("com.example.broken");
  }

  @Test
  void oneSectionThatCannotBeWrittenCostsNoOther() throws Exception {
    machine.configurations.broken = "org.waagent.lib";
    machine.write("Lib.Dir=/a\nPid.File=/p\n");
    machine.started();

    assertThat(sections).containsOnlyKeys("org.waagent.pid");
    assertThat(machine.log.lines).singleElement().asString().contains("org.waagent.lib");
  }

  @Test
  void oddLinesAreToldTogetherAndOnlyOnce() throws Exception {
    machine.installExtensions();
    machine.write("Lib.Dri=/x\nExtensions.GoalStatePeriod=soon\n");
    LiveConfiguration live = machine.started();
    live.tell();
    live.reload();

    assertThat(machine.log.lines)
        .containsExactly(
            "WARN /etc/waagent.conf: line 1: Lib.Dri is not known; did you mean Lib.Dir?; line 2:"
                + " Extensions.GoalStatePeriod=soon is not a whole number; the default 6 holds");
  }
}
