// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys {@code OS.*} of {@code waagent.conf} that provisioning reads. */
@ObjectClassDefinition(pid = OsConfig.PID, name = "OS")
public @interface OsConfig {
  /** Where the configuration comes from. */
  String PID = "org.waagent.os";

  @AttributeDefinition(description = "Folder of sshd_config and of the SSH host keys.")
  String sshDir() default "/etc/ssh";

  @AttributeDefinition(description = "Seconds for ClientAliveInterval of the SSH server.")
  int sshClientAliveInterval() default 180;

  @AttributeDefinition(
      description = "The file sshd_config, where it is not in OS.SshDir.",
      required = false)
  String sshdConfigPath() default "";

  @AttributeDefinition(description = "Folder of homes: what $HOME of a key's path stands for.")
  String homeDir() default "/home";
}
