// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code AutoUpdate} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = AutoUpdateConfig.PID, name = "AutoUpdate")
public @interface AutoUpdateConfig {
  /** Where the section goes. */
  String PID = "org.waagent.autoupdate";

  /** Paths. */
  @AttributeDefinition(
      description =
          "PEM files, or folders of them, with commas between, of the certificates that features must"
              + " be signed under. Empty: those of the installation and /etc/waagent/roots.d.")
  String signatureRoots() default "";

  /** Seconds. */
  @AttributeDefinition(
      description =
          "Seconds that new bundles have to be well in; they are kept once they were so for a"
              + " quarter of that time.")
  int watchSeconds() default 60;
}
