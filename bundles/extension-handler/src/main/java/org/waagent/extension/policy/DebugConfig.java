// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The part of section {@code Debug} that concerns extensions. */
@ObjectClassDefinition(pid = DebugConfig.PID, name = "Debug")
@interface DebugConfig {
  String PID = "org.waagent.debug";

  @AttributeDefinition(description = "Whether the policy file for extensions is enforced.")
  boolean enableExtensionPolicy() default false;

  @AttributeDefinition(
      description =
          "Whether signatures of packages are verified, also where no policy requires them.")
  boolean enableSignatureValidation() default false;
}
