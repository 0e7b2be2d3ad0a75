// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.Incarnation;

/** What is wrong with the parts of a goal state, told when it changes and not at each try. */
final class PartFaults {
  private final Logger logger;
  private final Map<String, String> told = new HashMap<>();

  PartFaults(Logger logger) {
    this.logger = logger;
  }

  /**
   * A part can't be had or read.
   *
   * @return whether that is new for this incarnation
   */
  boolean bad(String part, Incarnation incarnation, String reason) {
    boolean known = (incarnation + " " + reason).equals(told.put(part, incarnation + " " + reason));
    if (!known) {
      logger.warn(
          "{} of incarnation {} can't be used, what was known before stays: {}",
          part,
          incarnation,
          reason);
    }
    return !known;
  }

  void good(String part) {
    if (told.remove(part) != null) {
      logger.info("{} can be used again", part);
    }
  }
}
