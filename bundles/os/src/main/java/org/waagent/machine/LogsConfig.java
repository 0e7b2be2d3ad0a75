// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = LogsConfig.PID, name = "Logs")
@interface LogsConfig {
  String PID = "org.waagent.logs";

  @AttributeDefinition(description = "The agent's log.")
  String file() default "/var/log/waagent.log";
}
