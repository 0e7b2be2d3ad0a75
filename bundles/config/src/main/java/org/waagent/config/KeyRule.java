// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one rule: {@code Section.Key} is property {@code key} of PID {@code org.waagent.section}. And
 * the one table of exceptions to it.
 */
final class KeyRule {
  private static final Map<String, Property> EXCEPTIONS =
      Map.ofEntries(
          to("Provisioning.MonitorHostName", "networking", "monitorHostName"),
          to("Provisioning.MonitorHostNamePeriod", "networking", "monitorHostNamePeriod"),
          to("OS.EnableFirewall", "networking", "enableFirewall"),
          to("OS.EnableFirewallPeriod", "networking", "enableFirewallPeriod"),
          to("OS.RemovePersistentNetRulesPeriod", "networking", "removePersistentNetRulesPeriod"),
          to("OS.MonitorDhcpClientRestartPeriod", "networking", "monitorDhcpClientRestartPeriod"),
          to("LBProbeResponder", "networking", "lbProbeResponder"),
          to("OS.RootDeviceScsiTimeout", "kernel", "rootDeviceScsiTimeout"),
          to("OS.RootDeviceScsiTimeoutPeriod", "kernel", "rootDeviceScsiTimeoutPeriod"),
          to("OS.EnableRDMA", "rdma", "enableRDMA"),
          to("OS.UpdateRdmaDriver", "rdma", "updateRdmaDriver"),
          to("OS.CheckRdmaDriver", "rdma", "checkRdmaDriver"),
          to("OS.AllowHTTP", "protocol", "allowHTTP"),
          to("EnableOverProvisioning", "extensions", "enableOverProvisioning"),
          to("DetectScvmmEnv", "scvmm", "detectScvmmEnv"));

  private static final Map<String, String> RENAMED = Map.of("Home.Dir", "OS.HomeDir");

  private KeyRule() {}

  private static Map.Entry<String, Property> to(String key, String section, String name) {
    return Map.entry(key, new Property(Property.ROOT + section, name));
  }

  /** Where a key goes; empty for one that has no section, or signs no PID may have. */
  static Optional<Property> of(String written) {
    String key = RENAMED.getOrDefault(written, written);
    Property exception = EXCEPTIONS.get(key);
    if (exception != null) {
      return Optional.of(exception);
    }
    int dot = key.indexOf('.');
    if (dot < 1 || dot == key.length() - 1 || !isPlain(key)) {
      return Optional.empty();
    }
    String section = key.substring(0, dot).toLowerCase(Locale.ROOT);
    String name = Character.toLowerCase(key.charAt(dot + 1)) + key.substring(dot + 2);
    return Optional.of(new Property(Property.ROOT + section, name));
  }

  /** What an old spelling is called today; empty for all others. */
  static Optional<String> newSpelling(String key) {
    return Optional.ofNullable(RENAMED.get(key));
  }

  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
