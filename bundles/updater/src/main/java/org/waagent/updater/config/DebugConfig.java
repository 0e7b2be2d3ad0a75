// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What this bundle reads of section {@code Debug} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Debug")
public @interface DebugConfig {
  /** Where the section goes. */
  String PID = "org.waagent.debug";

  /** Seconds. */
  @AttributeDefinition(
      min = "0",
      description = "Seconds within which an update to a hotfix begins, at a time left to chance.")
  int selfUpdateHotfixFrequency() default 14_400;

  /** Seconds. */
  @AttributeDefinition(
      min = "0",
      description = "Seconds within which any other update begins, at a time left to chance.")
  int selfUpdateRegularFrequency() default 86_400;

  /** Whether the release manager counts. */
  @AttributeDefinition(
      description = "Whether the version that the platform's release manager asks for is taken.")
  boolean enableGAVersioning() default true;
}
