// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

/**
 * An update that is over, as the updater's history tells it.
 *
 * @param id of the update
 * @param what for example {@code standard-3.0.1}
 * @param from the set before
 * @param to the set it was to lead to
 * @param step the step it ended in
 * @param reason empty text if it came to be
 */
record Past(String id, String what, String from, String to, String step, String reason) {
  static Past of(JsonObject json) {
    return new Past(
        text(json, "id"),
        text(json, "what"),
        text(json, "from"),
        text(json, "to"),
        text(json, "step"),
        text(json, "reason"));
  }

  private static String text(JsonObject json, String name) {
    return json.get(name).getAsString();
  }

  /** It came to be. */
  void isGood() {
    assertThat(reason).as("why %s did not come to be", what).isEmpty();
    assertThat(step).isEqualTo("COMMIT");
  }

  /** It did not, and whoever asks is told something like that. */
  void failedIn(String wanted, String why) {
    assertThat(step).as("where %s ended; why: %s", what, reason).isEqualTo(wanted);
    assertThat(reason).containsIgnoringCase(why);
  }
}
