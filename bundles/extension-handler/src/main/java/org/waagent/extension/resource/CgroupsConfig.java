// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code CGroups} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = CgroupsConfig.PID, name = "CGroups")
@interface CgroupsConfig {
  String PID = "org.waagent.cgroups";

  @AttributeDefinition(
      description = "Whether commands of extensions run in control groups of their own.")
  boolean enabled() default true;

  @AttributeDefinition(
      description = "Whether extensions are held to the processor time their manifests name.")
  boolean enforceLimits() default true;

  @AttributeDefinition(
      description =
          "Whether they are also held to the memory their manifests name; what needs more is ended"
              + " by the kernel. Needs CGroups.EnforceLimits.")
  boolean enforceMemoryLimits() default false;

  @AttributeDefinition(
      description =
          "Extensions that get neither groups nor limits: words, with commas between, that are part"
              + " of a handler's name.")
  String excluded() default "";
}
