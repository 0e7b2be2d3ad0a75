// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = ExtensionConfig.PID, name = "Extension")
@interface ExtensionConfig {
  String PID = "org.waagent.extension";

  @AttributeDefinition(description = "Folder of the logs of extensions.")
  String logDir() default "/var/log/azure";
}
