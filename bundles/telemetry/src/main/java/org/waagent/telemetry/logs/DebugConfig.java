// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What section {@code Debug} says of the collection. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Collection of logs, for tests")
@interface DebugConfig {
  String PID = "org.waagent.debug";

  /** Key {@code Debug.LogCollectorInitialDelay}. */
  @AttributeDefinition(
      description = "Seconds from the start of the agent to the first collection of logs.")
  int logCollectorInitialDelay() default 300;
}
