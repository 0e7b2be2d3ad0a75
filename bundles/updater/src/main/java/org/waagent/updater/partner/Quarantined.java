// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A feature that was stopped because it did harm.
 *
 * @param feature its name
 * @param version that did it; another one may run
 * @param since when it was stopped
 * @param reason for people
 */
public record Quarantined(String feature, String version, Instant since, String reason) {
  public Quarantined {
    requireNonNull(feature, "feature");
    requireNonNull(version, "version");
    requireNonNull(since, "since");
    requireNonNull(reason, "reason");
  }
}
