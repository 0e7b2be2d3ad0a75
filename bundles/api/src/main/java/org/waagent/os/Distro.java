// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The operating system the agent runs on, as a service. Its facts come from one table.
 *
 * @param name lower case, for example {@code ubuntu}
 * @param version as the system writes it, for example {@code 22.04}
 * @param fullName for example {@code Ubuntu 22.04.5 LTS}
 * @param family row of the table of distros
 * @param agentService name of the agent's own service
 * @param configurationFile where {@code waagent.conf} is
 */
public record Distro(
    String name,
    String version,
    String fullName,
    String family,
    String agentService,
    Path configurationFile) {
  public Distro {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(fullName, "fullName");
    requireNonNull(family, "family");
    requireNonNull(agentService, "agentService");
    requireNonNull(configurationFile, "configurationFile");
  }
}
