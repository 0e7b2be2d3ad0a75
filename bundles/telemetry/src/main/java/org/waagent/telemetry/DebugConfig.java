// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
    pid = DebugConfig.PID,
    name = "Debug",
    description = "Periods that are changed for searching faults.")
@interface DebugConfig {
  String PID = "org.waagent.debug";

  @AttributeDefinition(
      description = "Seconds between two looks at what extensions write; in steps of a minute.")
  int etpCollectionPeriod() default 300;
}
