// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.waagent.plugin.AgentUpdates;
import org.waagent.plugin.UpdateStatus;

/**
 * The agent as a whole, as its updater tells of it, or as it was started where there is none. The
 * updater's bundle may be replaced while the agent runs.
 */
public final class RunningAgent {
  private final AtomicReference<String> version;
  private final AtomicReference<AgentUpdates> updates = new AtomicReference<>();

  /**
   * @param started version of the set of bundles the agent was started with
   */
  public RunningAgent(String started) {
    this.version = new AtomicReference<>(started);
  }

  /** The updater is there. */
  public void put(AgentUpdates arrived) {
    updates.set(arrived);
  }

  /** An updater is gone, unless another one has taken its place already. */
  public void remove(AgentUpdates gone) {
    updates.compareAndSet(gone, null);
  }

  /** Version of the agent. While there is no updater it is what the last one told. */
  public String version() {
    String told = ask(AgentUpdates::setVersion, version.get());
    version.set(told);
    return told;
  }

  /** What to tell of an update the release manager asked for. */
  public Optional<UpdateStatus> updateStatus() {
    return ask(AgentUpdates::updateStatus, Optional.empty());
  }

  /** Whether a version the release manager asks for is taken. */
  public boolean isGoverned() {
    return ask(AgentUpdates::governed, false);
  }

  /** Whether the agent is updated by itself. */
  public boolean isAutomatic() {
    return ask(AgentUpdates::automatic, false);
  }

  /** What the owner should know of updates and features, one line each. */
  public List<String> troubles() {
    return ask(AgentUpdates::troubles, List.of());
  }

  private <T> T ask(Function<AgentUpdates, T> question, T otherwise) {
    AgentUpdates present = updates.get();
    if (present == null) {
      return otherwise;
    }
    try {
      T answer = question.apply(present);
      return answer == null ? otherwise : answer;
    } catch (RuntimeException | LinkageError e) {
      // Its bundle is being replaced: the status goes out without what it would say.
      return otherwise;
    }
  }
}
