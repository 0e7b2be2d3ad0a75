// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code Logs}, without the file's place. */
@ObjectClassDefinition(pid = "org.waagent.logs", name = "The agent's log")
@interface LogsConfig {
  /** Key {@code Logs.Verbose}. */
  @AttributeDefinition(description = "Whether the log tells more detail.")
  boolean verbose() default false;

  /** Key {@code Logs.Console}. */
  @AttributeDefinition(
      description = "Whether the log is also written to /dev/console until the machine is set up.")
  boolean console() default true;

  /** Key {@code Logs.RotateSizeMB}. */
  @AttributeDefinition(
      description = "Size in MiB at which the agent starts a new log file; 0 leaves it to others.")
  int rotateSizeMB() default 20;

  /** Key {@code Logs.RotateCount}. */
  @AttributeDefinition(description = "How many former log files are kept.")
  int rotateCount() default 5;
}
