// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.util.Objects;

/**
 * Something that is not as it should be.
 *
 * @param rule what it breaks
 * @param grave whether Azure or a user would suffer; else only a hint
 * @param seen what was seen
 * @param todo what to do about it
 */
public record Finding(Rule rule, boolean grave, String seen, String todo) {
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(todo, "todo");
  }
}
