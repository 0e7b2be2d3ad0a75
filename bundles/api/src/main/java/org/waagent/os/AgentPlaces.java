// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where the files of the agent's own installation belong on this system. */
@ProviderType
public interface AgentPlaces {
  /** The link to {@code bin/waagent} that people and service units call. */
  Path program();

  /** Folder of systemd units; empty on a system that has none. */
  Optional<Path> unitFolder();

  /** What logrotate reads about the agent's log. */
  Path logRotation();

  /** Completion of the command line in bash. */
  Path bashCompletion();

  /** Completion of the command line in zsh. */
  Path zshCompletion();

  /** Folder that holds {@code man5}, {@code man8}. */
  Path manualFolder();

  /** The shipped configuration for this system, relative to the folder of shipped ones. */
  Path shippedConfiguration();

  /**
   * Programs the agent calls here. Of each list the machine needs one, and the agent does less
   * where it has none.
   */
  List<List<String>> programs();
}
