// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code Extensions} of {@code waagent.conf}, and {@code EnableOverProvisioning}. */
@ObjectClassDefinition(pid = ExtensionHandlerPlugin.PID, name = "Extensions")
@interface Config {
  @AttributeDefinition(
      description = "Whether extensions are processed. Without, each is reported as not allowed.")
  boolean enabled() default true;

  @AttributeDefinition(
      description = "Whether extensions wait while the platform holds an over-provisioned machine.")
  boolean enableOverProvisioning() default true;

  @AttributeDefinition(
      description =
          "How many commands of different handlers run at a time. Package managers often allow one.")
  int parallelism() default 1;

  @AttributeDefinition(
      description = "Whether the first extensions after a start wait for cloud-init to end.")
  boolean waitForCloudInit() default false;

  @AttributeDefinition(description = "How long they wait for cloud-init, in seconds.")
  int waitForCloudInitTimeout() default 3600;

  @AttributeDefinition(
      description =
          "Folder handlers are unpacked below, with links in Lib.Dir. Empty: /opt/waagent/extensions"
              + " if no program may be run from Lib.Dir, else Lib.Dir.")
  String executableDir() default "";

  @AttributeDefinition(
      description =
          "PEM files, with commas between, of the certificates that packages must be signed under."
              + " Empty: the root the platform signs with.")
  String signingRoots() default "";
}
