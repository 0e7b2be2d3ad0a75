// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = DvdConfig.PID, name = "DVD")
@interface DvdConfig {
  String PID = "org.waagent.dvd";

  @AttributeDefinition(description = "Folder the provisioning medium is mounted on.")
  String mountPoint() default "/mnt/cdrom/secure";
}
