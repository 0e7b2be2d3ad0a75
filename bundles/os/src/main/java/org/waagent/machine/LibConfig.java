// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = LibConfig.PID, name = "Lib")
@interface LibConfig {
  String PID = "org.waagent.lib";

  @AttributeDefinition(description = "Folder of the agent's own data.")
  String dir() default "/var/lib/waagent";
}
