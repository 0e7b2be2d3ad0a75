// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What section {@code Logs} says of the collection. */
@ObjectClassDefinition(pid = LogsConfig.PID, name = "Collection of logs")
@interface LogsConfig {
  String PID = "org.waagent.logs";

  /** Key {@code Logs.Collect}. */
  @AttributeDefinition(
      description = "Whether logs are collected and sent to the platform from time to time.")
  boolean collect() default true;

  /** Key {@code Logs.CollectPeriod}. */
  @AttributeDefinition(description = "Seconds from one collection of logs to the next.")
  int collectPeriod() default 3600;
}
