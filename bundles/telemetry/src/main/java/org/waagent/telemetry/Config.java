// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys {@code Telemetry.*} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = Config.PID, name = "Telemetry")
@interface Config {
  String PID = "org.waagent.telemetry";

  @AttributeDefinition(description = "whether events are sent to the platform")
  boolean enabled() default true;
}
