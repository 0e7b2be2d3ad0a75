// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What of section {@code Debug} of {@code waagent.conf} concerns extensions. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Debug")
public @interface DebugConfig {
  /** Where the section goes. */
  String PID = "org.waagent.debug";

  /** Whether the policy counts. */
  @AttributeDefinition(description = "Whether the policy file for extensions is enforced.")
  boolean enableExtensionPolicy() default false;

  /** Whether signatures are verified without being asked for. */
  @AttributeDefinition(
      description =
          "Whether signatures of packages are verified, also where no policy requires them.")
  boolean enableSignatureValidation() default false;

  /** In seconds. */
  @AttributeDefinition(
      description = "Seconds between two looks at what the agent and extensions use.",
      min = "1")
  int cgroupCheckPeriod() default 300;

  /** Whether the log has the figures, too. */
  @AttributeDefinition(description = "Whether what they use is also told in the log.")
  boolean cgroupLogMetrics() default false;
}
