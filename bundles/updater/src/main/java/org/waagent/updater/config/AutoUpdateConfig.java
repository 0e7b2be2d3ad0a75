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

  /** The old switch. */
  @AttributeDefinition(
      description =
          "Whether the agent is updated by itself; AutoUpdate.UpdateToLatestVersion wins.")
  boolean enabled() default true;

  /** The new switch. Without a default, so that its absence can be told from a no. */
  @AttributeDefinition(
      required = false,
      description = "Whether newer versions of the agent are taken. Without, AutoUpdate.Enabled.")
  boolean updateToLatestVersion();

  /** Name of a family. */
  @AttributeDefinition(description = "Family of agents to follow, in the feed and the goal state.")
  String gAFamily() default "Prod";

  /** Seconds. */
  @AttributeDefinition(min = "1", description = "Seconds between two looks for a newer version.")
  int frequency() default 3600;

  /** Address of a feed. */
  @AttributeDefinition(
      description = "Address of the feed that lists versions. Without, nothing is ever fetched.")
  String feed() default "";

  /** Versions with commas between. */
  @AttributeDefinition(
      description =
          "The only versions that may be taken: beginnings of versions, with commas between. Empty:"
              + " all.")
  String allowVersions() default "";

  /** Versions with commas between. */
  @AttributeDefinition(
      description = "Versions that are never taken: beginnings of versions, with commas between.")
  String denyVersions() default "";

  /** Times. */
  @AttributeDefinition(
      description =
          "Times of the machine in which no update is begun, such as '08:00-18:00 Mon-Fri', with"
              + " commas between.")
  String holdWindow() default "";
}
