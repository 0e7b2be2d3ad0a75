// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What of section {@code Debug} of {@code waagent.conf} concerns telemetry and logs. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Debug")
public @interface DebugConfig {
  /** Where the section goes. */
  String PID = "org.waagent.debug";

  /** In seconds. */
  @AttributeDefinition(
      description = "Seconds between two looks at what extensions write; in steps of a minute.")
  int etpCollectionPeriod() default 300;

  /** In seconds. */
  @AttributeDefinition(
      description = "Seconds from the start of the agent to the first collection of logs.")
  int logCollectorInitialDelay() default 300;
}
