// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
  private static final Set<String> BUNDLES =
      Set.of(
          "os",
          "core",
          "host-protocol",
          "extension-handler",
          "provisioning",
          "resource-disk",
          "networking",
          "kernel",
          "rdma",
          "scvmm-bootstrap",
          "telemetry",
          "updater");

  private static final String FIELD =
      """
      Provisioning.Agent Provisioning.Enabled Provisioning.UseCloudInit
      Provisioning.DeleteRootPassword Provisioning.RegenerateSshHostKeyPair
      Provisioning.SshHostKeyPairType Provisioning.MonitorHostName
      Provisioning.MonitorHostNamePeriod Provisioning.DecodeCustomData
      Provisioning.ExecuteCustomData Provisioning.AllowResetSysUser
      Provisioning.PasswordCryptId Provisioning.PasswordCryptSaltLength
      ResourceDisk.Format ResourceDisk.Filesystem ResourceDisk.MountPoint
      ResourceDisk.MountOptions ResourceDisk.EnableSwap ResourceDisk.EnableSwapEncryption
      ResourceDisk.SwapSizeMB LBProbeResponder Logs.Verbose Logs.Console Logs.Collect
      Logs.CollectPeriod Logs.File OS.EnableFIPS OS.RootDeviceScsiTimeout
      OS.RootDeviceScsiTimeoutPeriod OS.OpensslPath OS.SshDir OS.SshClientAliveInterval
      OS.SshdConfigPath OS.HomeDir Home.Dir OS.PasswordPath OS.SudoersDir OS.EnableRDMA
      OS.UpdateRdmaDriver OS.CheckRdmaDriver OS.AllowHTTP OS.EnableFirewall
      OS.EnableFirewallPeriod OS.RemovePersistentNetRulesPeriod
      OS.MonitorDhcpClientRestartPeriod Network.Interface HttpProxy.Host HttpProxy.Port
      DetectScvmmEnv Lib.Dir DVD.MountPoint Pid.File Extension.LogDir Extensions.Enabled
      Extensions.GoalStatePeriod Extensions.InitialGoalStatePeriod
      Extensions.WaitForCloudInit Extensions.WaitForCloudInitTimeout AutoUpdate.Enabled
      AutoUpdate.UpdateToLatestVersion AutoUpdate.GAFamily Autoupdate.Frequency
      EnableOverProvisioning CGroups.Enabled CGroups.EnforceLimits CGroups.Excluded
      Monitor.NetworkConfigurationChanges Protocol.EndpointDiscovery Policy.PolicyFilePath
      Role.StateConsumer Role.ConfigurationConsumer Role.TopologyConsumer
      Debug.CgroupCheckPeriod Debug.CgroupLogMetrics Debug.CgroupDisableOnProcessCheckFailure
      Debug.CgroupDisableOnQuotaCheckFailure Debug.AgentCpuQuota
      Debug.AgentCpuThrottledTimeThreshold Debug.AgentMemoryQuota
      Debug.EnableAgentMemoryUsageCheck Debug.EnableFastTrack Debug.EtpCollectionPeriod
      Debug.AutoUpdateHotfixFrequency Debug.AutoUpdateNormalFrequency
      Debug.SelfUpdateHotfixFrequency Debug.SelfUpdateRegularFrequency
      Debug.EnableGAVersioning Debug.FirewallRulesLogPeriod Debug.EnableExtensionPolicy
      Debug.EnableCgroupV2ResourceLimiting Debug.LogCollectorInitialDelay
      Debug.EnableSignatureValidation Debug.EnableRsmDowngrade
      """;

  private final KnownKeys known = KnownKeys.read();

  @Test
  void everyKeyOfTheFieldHasAnOwnerOrAReasonWhyNot() {
    for (String key : FIELD.split("\\s+")) {
      assertThat(known.find(key)).as(key).isPresent();
      KnownKey row = known.find(key).orElseThrow();
      if (row.isUsed()) {
        assertThat(BUNDLES).as(key).contains(row.owner());
      } else {
        assertThat(row.remark()).as(key).isNotBlank();
      }
    }
  }

  @Test
  void everyKeyOfTheTableReachesAPropertyAndIsFoundByIt() {
    for (String key : known.names()) {
      Property property = KeyRule.of(key).orElseThrow();
      String right = KeyRule.newSpelling(key).orElse(key);
      assertThat(known.key(property)).as(key).contains(right);
    }
  }

  @Test
  void aKeyNobodyKnowsGetsItsSpellingByTheRule() {
    Declaration text =
        FakeMetatypes.declaration("org.waagent.motd", FakeMetatypes.text("text", "x"));

    assertThat(known.keyOf(text)).isEqualTo("Motd.Text");
  }

  @Test
  void theTableKnowsTheKeysThisAgentAdds() {
    assertThat(known.names())
        .containsAll(List.of("Logs.RotateSizeMB", "Logs.RotateCount", "Protocol.Endpoint"));
  }
}
