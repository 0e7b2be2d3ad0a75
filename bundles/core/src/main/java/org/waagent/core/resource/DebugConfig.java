// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.resource;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the core reads of section {@code Debug}. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Debug")
@interface DebugConfig {
  String PID = "org.waagent.debug";

  @AttributeDefinition(
      min = "0",
      description = "Percent of one processor that the agent may use; 0 stands for no limit.")
  int agentCpuQuota() default 50;

  @AttributeDefinition(
      min = "1",
      description = "Seconds, in five minutes, of being held back after which the limit is lifted.")
  int agentCpuThrottledTimeThreshold() default 120;

  @AttributeDefinition(
      min = "1",
      description = "Bytes of memory beyond which the log says that the agent uses much.")
  int agentMemoryQuota() default 31_457_280;

  @AttributeDefinition(description = "Whether the agent's memory is looked at.")
  boolean enableAgentMemoryUsageCheck() default false;
}
