// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.waagent.telemetry.clean.Rule;

/**
 * What a collection made.
 *
 * @param zip the archive
 * @param size of the archive in bytes
 * @param members what is in it
 * @param leftOut what is not
 */
record Collected(Path zip, long size, List<Member> members, List<LeftOut> leftOut) {
  Collected {
    members = List.copyOf(members);
    leftOut = List.copyOf(leftOut);
  }

  /** How often each rule cut something out, over all members. */
  Map<Rule, Integer> cuts() {
    Map<Rule, Integer> sums = new EnumMap<>(Rule.class);
    for (Member member : members) {
      member.cuts().forEach((rule, count) -> sums.merge(rule, count, Integer::sum));
    }
    return sums;
  }
}
