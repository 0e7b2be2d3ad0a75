// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words behind {@code waagent features}.
 *
 * @param what to do
 * @param names what to do it with
 * @param json whether the answer is for programs
 * @param sure whether what is asked is answered already
 */
record Words(String what, List<String> names, boolean json, boolean sure) {
  static final String USAGE =
      "usage: waagent features [list|explain NAME|verify] [--json]"
          + " | install ARCHIVE [--yes] | update ARCHIVE [--yes] | remove NAME | rollback"
          + " | pin NAME [VERSION] | unpin NAME | hold [HOURS] | release NAME";

  private static final Set<String> SURE = Set.of("--yes", "-y", "-force", "--force");

  Words {
    names = List.copyOf(names);
  }

  /** Understands them; empty if they make no sense. */
  static Optional<Words> of(List<String> arguments) {
    List<String> rest = new ArrayList<>();
    boolean json = false;
    boolean sure = false;
    for (String argument : arguments) {
      if (argument.equals("--json")) {
        json = true;
      } else if (SURE.contains(argument)) {
        sure = true;
      } else {
        rest.add(argument);
      }
    }
    String what = rest.isEmpty() ? "list" : rest.remove(0);
    Words words = new Words(what, rest, json, sure);
    return words.makeSense() ? Optional.of(words) : Optional.empty();
  }

  private boolean makeSense() {
    int count = names.size();
    boolean plain = names.stream().noneMatch(name -> name.startsWith("-") || name.isBlank());
    return plain
        && switch (what) {
          case "list", "verify" -> count == 0;
          case "rollback" -> count == 0 && !json;
          case "explain" -> count == 1;
          case "install", "update", "remove", "unpin", "release" -> count == 1 && !json;
          case "pin" -> (count == 1 || count == 2) && !json;
          case "hold" -> count <= 1 && !json;
          default -> false;
        };
  }

  /** The first name. */
  String name() {
    return names.get(0);
  }
}
