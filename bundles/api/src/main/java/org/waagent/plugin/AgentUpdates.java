// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How updates of the agent itself go, for the status that Azure sees. Its bundle provides it as a
 * service; where there is none the agent is never updated by itself. Every answer is at hand: none
 * waits.
 */
@ProviderType
public interface AgentUpdates {
  /**
   * What to tell of the version that Azure's release manager asked for; empty while the agent does
   * not follow a release manager.
   */
  Optional<UpdateStatus> updateStatus();

  /**
   * Whether a version that the release manager asks for is taken. Only then the status says that
   * the agent supports {@code VersioningGovernance}.
   */
  boolean governed();

  /** Whether the agent is updated by itself. */
  boolean automatic();

  /**
   * The version of the agent's feature that runs now, for example {@code 3.0.0}. It changes when a
   * running agent takes other bundles.
   */
  String setVersion();

  /**
   * What the owner of the machine should know: an update that came to nothing, a set of bundles
   * that was passed over, a feature that is stopped or asked for what it does not declare. One line
   * each; none where all is well.
   */
  default List<String> troubles() {
    return List.of();
  }
}
