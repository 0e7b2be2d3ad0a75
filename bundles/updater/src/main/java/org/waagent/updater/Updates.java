// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import java.nio.file.Path;
import java.time.Duration;
import org.waagent.plugin.Outcome;

/**
 * Replaces bundles of the running agent, one update at a time. What a call cannot tell at once is
 * told by {@link #state}: an update may outlive the bundle whose call began it, and is then
 * finished by the bundle that took its place.
 *
 * <p>Outcomes: {@link Outcome.Running} the update is under way; {@link Outcome.Done} what was asked
 * for is so already; {@link Outcome.RetryLater} another update is under way; {@link Outcome.Failed}
 * with the code of the {@link Step} that refused it.
 */
public interface Updates {
  /**
   * Verifies and stores an archive on the caller's thread, then swaps it in on one of its own. A
   * feature of the same name is replaced, another one is added.
   *
   * @param archive is only read
   */
  Outcome update(Path archive, Origin origin);

  /**
   * Takes a partner's feature out.
   *
   * @param feature its name
   */
  Outcome remove(String feature, Origin origin);

  /** Goes to the previous set. */
  Outcome rollBack(Origin origin);

  /**
   * Notes that something was refused before an update was begun, for who looks later. Where another
   * update is under way it is not noted.
   *
   * @param what for people, for example the name of an archive
   * @param step it failed in
   */
  Outcome refuse(String what, Step step, String why, Origin origin);

  /** Whether the agent rests until its next start: until then nothing new is taken. */
  boolean rests();

  /** How it stands. Never waits. */
  State state();

  /**
   * Waits until no update is under way any more, or this bundle is about to be replaced itself.
   *
   * @param most for how long
   * @return how it stands then
   */
  State await(Duration most) throws InterruptedException;
}
