// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every key of {@code waagent.conf} has one owner, and nobody declares one that is not listed. */
final class KeysTest {
  /** The keys the field knows, sections of one line each. */
  private static final String KEYS =
      """
      Provisioning.Agent Enabled UseCloudInit DeleteRootPassword RegenerateSshHostKeyPair
      Provisioning.SshHostKeyPairType MonitorHostName MonitorHostNamePeriod DecodeCustomData
      Provisioning.ExecuteCustomData AllowResetSysUser PasswordCryptId PasswordCryptSaltLength
      ResourceDisk.Format Filesystem MountPoint MountOptions EnableSwap EnableSwapEncryption
      ResourceDisk.SwapSizeMB
      LBProbeResponder
      Logs.Verbose Console Collect CollectPeriod File
      OS.EnableFIPS RootDeviceScsiTimeout RootDeviceScsiTimeoutPeriod OpensslPath SshDir
      OS.SshClientAliveInterval SshdConfigPath HomeDir PasswordPath SudoersDir EnableRDMA
      OS.UpdateRdmaDriver CheckRdmaDriver AllowHTTP EnableFirewall EnableFirewallPeriod
      OS.RemovePersistentNetRulesPeriod MonitorDhcpClientRestartPeriod
      Home.Dir
      Network.Interface
      HttpProxy.Host Port
      DetectScvmmEnv
      Lib.Dir
      DVD.MountPoint
      Pid.File
      Extension.LogDir
      Extensions.Enabled GoalStatePeriod InitialGoalStatePeriod WaitForCloudInit
      Extensions.WaitForCloudInitTimeout
      AutoUpdate.Enabled UpdateToLatestVersion GAFamily
      Autoupdate.Frequency
      EnableOverProvisioning
      CGroups.Enabled EnforceLimits Excluded
      Monitor.NetworkConfigurationChanges
      Protocol.EndpointDiscovery
      Policy.PolicyFilePath
      Role.StateConsumer ConfigurationConsumer TopologyConsumer
      Debug.CgroupCheckPeriod CgroupLogMetrics CgroupDisableOnProcessCheckFailure
      Debug.CgroupDisableOnQuotaCheckFailure AgentCpuQuota AgentCpuThrottledTimeThreshold
      Debug.AgentMemoryQuota EnableAgentMemoryUsageCheck EnableFastTrack EtpCollectionPeriod
      Debug.AutoUpdateHotfixFrequency AutoUpdateNormalFrequency SelfUpdateHotfixFrequency
      Debug.SelfUpdateRegularFrequency EnableGAVersioning FirewallRulesLogPeriod
      Debug.EnableExtensionPolicy EnableCgroupV2ResourceLimiting LogCollectorInitialDelay
      Debug.EnableSignatureValidation EnableRsmDowngrade
      """;

  /** Where a key goes that does not follow the rule. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "EnableOverProvisioning", "org.waagent.extensions/enableoverprovisioning",
          "OS.AllowHTTP", "org.waagent.protocol/allowhttp");

  /** Keys that a built bundle reads today. */
  private static final List<String> READ =
      List.of(
          "Lib.Dir",
          "Extension.LogDir",
          "Pid.File",
          "DVD.MountPoint",
          "Logs.File",
          "Logs.Verbose",
          "Logs.Console",
          "Extensions.GoalStatePeriod",
          "Extensions.InitialGoalStatePeriod",
          "Protocol.EndpointDiscovery",
          "HttpProxy.Host",
          "HttpProxy.Port",
          "OS.AllowHTTP",
          "Debug.EnableFastTrack",
          "Extensions.Enabled",
          "EnableOverProvisioning",
          "OS.OpensslPath",
          "CGroups.Enabled",
          "CGroups.EnforceLimits",
          "CGroups.Excluded",
          "Debug.CgroupCheckPeriod",
          "Debug.CgroupLogMetrics",
          "Provisioning.Agent",
          "Provisioning.Enabled",
          "Provisioning.UseCloudInit",
          "Provisioning.DeleteRootPassword",
          "Provisioning.RegenerateSshHostKeyPair",
          "Provisioning.SshHostKeyPairType",
          "Provisioning.DecodeCustomData",
          "Provisioning.ExecuteCustomData",
          "Provisioning.AllowResetSysUser",
          "Provisioning.PasswordCryptId",
          "Provisioning.PasswordCryptSaltLength",
          "OS.SshDir",
          "OS.SshClientAliveInterval",
          "OS.SshdConfigPath",
          "OS.HomeDir",
          "OS.PasswordPath",
          "OS.SudoersDir",
          "Debug.AgentCpuQuota",
          "Debug.AgentCpuThrottledTimeThreshold",
          "Debug.AgentMemoryQuota",
          "Debug.EnableAgentMemoryUsageCheck",
          "AutoUpdate.Enabled",
          "AutoUpdate.UpdateToLatestVersion",
          "AutoUpdate.GAFamily",
          "Autoupdate.Frequency",
          "Debug.EnableGAVersioning",
          "Debug.SelfUpdateHotfixFrequency",
          "Debug.SelfUpdateRegularFrequency");

  private final Map<String, String> owners = owners();
  private final List<Metatype> declared =
      Repository.bundles().stream().flatMap(b -> Metatype.of(b).stream()).toList();

  @Test
  void everyKeyOfTheFieldHasOneOwner() {
    assertThat(owners.keySet()).containsAll(keys());
  }

  @Test
  void noKeyIsDeclaredTwice() {
    assertThat(declared).isNotEmpty().extracting(Metatype::place).doesNotHaveDuplicates();
  }

  /** Of two definitions for one section in one bundle only one would be found. */
  @Test
  void noBundleDefinesASectionTwice() {
    Map<String, String> definitions = new HashMap<>();
    for (Metatype attribute : declared) {
      String section = attribute.bundle() + " " + attribute.pid();
      String other = definitions.putIfAbsent(section, attribute.definition());
      assertThat(other == null || other.equals(attribute.definition()))
          .as("%s is defined by %s and %s", section, other, attribute.definition())
          .isTrue();
    }
  }

  @Test
  void whoDeclaresAKeyIsItsOwner() {
    Map<String, String> byPlace = new HashMap<>();
    owners.forEach((key, owner) -> byPlace.put(place(key), owner));

    assertThat(declared)
        .allSatisfy(
            attribute ->
                assertThat(byPlace)
                    .as("owner of %s", attribute)
                    .containsEntry(attribute.place(), attribute.bundle()));
  }

  @Test
  void theKeysThatAreReadAreDeclared() {
    List<String> places = declared.stream().map(Metatype::place).toList();

    assertThat(READ).extracting(KeysTest::place).isSubsetOf(places);
  }

  @Test
  void everyAttributeSaysWhatItIsFor() {
    assertThat(declared).allSatisfy(a -> assertThat(a.description()).as(a.id()).isNotBlank());
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (String line : KEYS.split("\n")) {
      int dot = line.indexOf('.');
      for (String name : line.substring(dot + 1).strip().split(" ")) {
        keys.add(line.substring(0, dot + 1) + name);
      }
    }
    return keys;
  }

  private static String place(String key) {
    int dot = key.indexOf('.');
    String byRule =
        "org.waagent." + key.substring(0, Math.max(dot, 0)) + "/" + key.substring(dot + 1);
    return EXCEPTIONS.getOrDefault(key, byRule.toLowerCase(Locale.ROOT));
  }

  /** The table of the config bundle; a key that stands there twice is an error of its own. */
  private static Map<String, String> owners() {
    try {
      String table = Metatype.text(Repository.bundle("config"), "org/waagent/config/known-keys");
      return table
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split(" +"))
          .collect(Collectors.toMap(columns -> columns[0], columns -> columns[2]));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
