// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = PidConfig.PID, name = "Pid")
@interface PidConfig {
  String PID = "org.waagent.pid";

  @AttributeDefinition(description = "File with the process id of the running agent.")
  String file() default "/var/run/waagent.pid";
}
