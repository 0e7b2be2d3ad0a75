// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something a feature asked for and did not get.
 *
 * @param feature which
 * @param what it asked for, for example {@code write /etc/passwd}
 * @param times how often since the agent started
 * @param last when it last did
 */
public record Refusal(String feature, String what, long times, Instant last) {
  public Refusal {
    requireNonNull(feature, "feature");
    requireNonNull(what, "what");
    requireNonNull(last, "last");
  }

  Refusal again(Instant now) {
    return new Refusal(feature, what, times + 1, now);
  }
}
