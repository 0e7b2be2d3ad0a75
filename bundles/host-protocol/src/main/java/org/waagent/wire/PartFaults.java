// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.Incarnation;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.wire.goalstate.Redacted;

/** What is wrong with the parts of a goal state, told when it changes and not at each try. */
final class PartFaults {
  private final Logger logger;
  private final Map<String, String> told = new HashMap<>();
  private final Map<String, Unread> unread = new TreeMap<>();

  PartFaults(Logger logger) {
    this.logger = logger;
  }

  /** A part can't be had or read. */
  void bad(String part, Incarnation incarnation, String reason) {
    if (!(incarnation + " " + reason).equals(told.put(part, incarnation + " " + reason))) {
      logger.warn(
          "{} of incarnation {} can't be used, what was known before stays: {}",
          part,
          incarnation,
          reason);
    }
  }

  /** A part came and can't be read. */
  void unreadable(String part, Incarnation incarnation, String reason, String text) {
    bad(part, incarnation, reason);
    Document kept = new Document(part, Redacted.unread(part, reason, text));
    unread.put(part, new Unread("incarnation_" + incarnation, kept, reason));
  }

  /** The parts that can't be read; one that can't even be had since is still among them. */
  List<Unread> unread() {
    return List.copyOf(unread.values());
  }

  void good(String part) {
    if (told.containsKey(part)) {
      logger.info("{} can be used again", part);
    }
    gone(part);
  }

  /** The goal state has no such part. */
  void gone(String part) {
    told.remove(part);
    unread.remove(part);
  }
}
