// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRuleTest {
  @ParameterizedTest
  @CsvSource({
    "Lib.Dir,lib,dir",
    "Extension.LogDir,extension,logDir",
    "Extensions.GoalStatePeriod,extensions,goalStatePeriod",
    "HttpProxy.Host,httpproxy,host",
    "ResourceDisk.SwapSizeMB,resourcedisk,swapSizeMB",
    "DVD.MountPoint,dvd,mountPoint",
    "OS.OpensslPath,os,opensslPath",
    "Protocol.EndpointDiscovery,protocol,endpointDiscovery",
    "Motd.Text,motd,text",
  })
  void aSectionIsAPidAndAKeyAProperty(String key, String section, String name) {
    assertThat(KeyRule.of(key)).contains(new Property("org.waagent." + section, name));
  }

  @ParameterizedTest
  @CsvSource({
    "Provisioning.MonitorHostName,networking,monitorHostName",
    "Provisioning.MonitorHostNamePeriod,networking,monitorHostNamePeriod",
    "OS.EnableFirewall,networking,enableFirewall",
    "OS.EnableFirewallPeriod,networking,enableFirewallPeriod",
    "OS.RemovePersistentNetRulesPeriod,networking,removePersistentNetRulesPeriod",
    "OS.MonitorDhcpClientRestartPeriod,networking,monitorDhcpClientRestartPeriod",
    "LBProbeResponder,networking,lbProbeResponder",
    "OS.RootDeviceScsiTimeout,kernel,rootDeviceScsiTimeout",
    "OS.RootDeviceScsiTimeoutPeriod,kernel,rootDeviceScsiTimeoutPeriod",
    "OS.EnableRDMA,rdma,enableRDMA",
    "OS.UpdateRdmaDriver,rdma,updateRdmaDriver",
    "OS.CheckRdmaDriver,rdma,checkRdmaDriver",
    "OS.AllowHTTP,protocol,allowHTTP",
    "EnableOverProvisioning,extensions,enableOverProvisioning",
    "DetectScvmmEnv,scvmm,detectScvmmEnv",
    "Home.Dir,os,homeDir",
  })
  void theExceptionsGoToTheirOwners(String key, String section, String name) {
    assertThat(KeyRule.of(key)).contains(new Property("org.waagent." + section, name));
  }

  @Test
  void bothSpellingsOfAutoUpdateAreOneSection() {
    assertThat(KeyRule.of("Autoupdate.Frequency"))
        .contains(new Property("org.waagent.autoupdate", "frequency"));
    assertThat(KeyRule.of("AutoUpdate.Enabled"))
        .contains(new Property("org.waagent.autoupdate", "enabled"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FauxKey1", ".Dir", "Lib.", "A b.C", "#B.C", "Lib.Dir*", "Ä.B"})
  void whatNoPidCanHoldGoesNowhere(String key) {
    assertThat(KeyRule.of(key)).isEmpty();
  }
}
