// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The part of section {@code Debug} that concerns resources. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Debug")
@interface DebugConfig {
  String PID = "org.waagent.debug";

  @AttributeDefinition(
      description = "Seconds between two looks at what the agent and extensions use.",
      min = "1")
  int cgroupCheckPeriod() default 300;

  @AttributeDefinition(description = "Whether what they use is also told in the log.")
  boolean cgroupLogMetrics() default false;
}
