// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
    pid = DebugConfig.PID,
    name = "Debug",
    description = "Switches for searching faults.")
@interface DebugConfig {
  String PID = "org.waagent.debug";

  @AttributeDefinition(description = "Whether goal states of the host plugin are asked for.")
  boolean enableFastTrack() default true;
}
