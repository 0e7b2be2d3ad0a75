// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = AccountsConfig.PID, name = "OS")
@interface AccountsConfig {
  String PID = "org.waagent.os";

  @AttributeDefinition(description = "File of the password hashes; /etc/master.passwd on BSD.")
  String passwordPath() default "/etc/shadow";

  @AttributeDefinition(description = "Folder of rules for sudo.")
  String sudoersDir() default "/etc/sudoers.d";
}
