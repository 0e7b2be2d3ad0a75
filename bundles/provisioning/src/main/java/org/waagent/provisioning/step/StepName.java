// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import static java.util.Objects.requireNonNull;

/**
 * What a step is called.
 *
 * @param key in the journal; never changes, as journals outlive versions of the agent
 * @param says what it does, for people
 */
record StepName(String key, String says) {
  StepName {
    requireNonNull(key, "key");
    requireNonNull(says, "says");
  }
}
