// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code Features} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = FeaturesConfig.PID, name = "Features")
public @interface FeaturesConfig {
  /** Where the section goes. */
  String PID = "org.waagent.features";

  /** Whether a signature may be missing. */
  @AttributeDefinition(description = "Whether features without a signature may be installed.")
  boolean allowUnsigned() default false;

  /** Whether the ports may be passed by. */
  @AttributeDefinition(
      description =
          "Whether features of partners may use files, programs and the network directly, where they"
              + " say that they do.")
  boolean allowDirect() default false;

  /** A folder. */
  @AttributeDefinition(
      description =
          "Folder whose archives are installed as they come, with the result in a text beside each."
              + " Empty: none.")
  String dropInDir() default "/etc/waagent/features.d";
}
