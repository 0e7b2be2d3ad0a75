// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.List;
import java.util.stream.Collectors;

/** The OVF environment of a machine with one user, as the platform writes it. */
public final class OvfText {
  private OvfText() {}

  /**
   * The document.
   *
   * @param more elements of the configuration beside name, user and password, each on a line
   */
  public static String of(String hostName, String userName, String password, String... more) {
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
        xmlns:wa="http://schemas.microsoft.com/windowsazure">
      <wa:ProvisioningSection>
        <wa:Version>1.0</wa:Version>
        <wa:LinuxProvisioningConfigurationSet>
          <wa:HostName>%s</wa:HostName>
          <wa:UserName>%s</wa:UserName>
          <wa:UserPassword>%s</wa:UserPassword>
    %s    </wa:LinuxProvisioningConfigurationSet>
      </wa:ProvisioningSection>
      <wa:PlatformSettingsSection>
        <wa:Version>1.0</wa:Version>
        <wa:PlatformSettings>
          <wa:ProvisionGuestAgent>true</wa:ProvisionGuestAgent>
        </wa:PlatformSettings>
      </wa:PlatformSettingsSection>
    </Environment>
    """
        .formatted(
            hostName,
            userName,
            password,
            List.of(more).stream().map("      %s\n"::formatted).collect(Collectors.joining()));
  }

  /** What has somebody with a key log in. */
  public static String key(String path, String key) {
    return "<wa:SSH><wa:PublicKeys><wa:PublicKey><wa:Path>"
        + path
        + "</wa:Path><wa:Value>"
        + key
        + "</wa:Value></wa:PublicKey></wa:PublicKeys></wa:SSH>";
  }
}
