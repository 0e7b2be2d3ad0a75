// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of table that says what is held by which tests.
 *
 * @param last the letters of its rows, and the highest number of each
 * @param states besides {@code done} that a row may have
 */
record Ledger(Map<String, Integer> last, Set<String> states) {
  /** What the platform says its agent does. */
  static final Ledger CLAIMS = new Ledger(Map.of("S", 79), Set.of("open"));

  /** What an agent must get right, from its unit tests (D) and on a whole machine (V). */
  static final Ledger CHECKLIST = new Ledger(Map.of("D", 52, "V", 20), Set.of("open", "elsewhere"));

  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z])(\\d+) \\| ([^|]+) \\| (\\w+) \\|([^|]*)\\|$");

  Ledger {
    last = Map.copyOf(last);
    states = Set.copyOf(states);
  }

  /** What is wrong with a table, given the tests that carry each tag. */
  List<String> findings(String table, Map<String, ? extends Set<String>> tests) {
    List<String> findings = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String line : table.split("\n")) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && last.containsKey(row.group(1))) {
        String id = row.group(1) + row.group(2);
        if (!seen.add(id)) {
          findings.add(id + " stands there twice");
        }
        Set<String> tagged = tests.containsKey(id) ? tests.get(id) : Set.of();
        findings.addAll(ofRow(id, row.group(4), row.group(5), tagged));
      } else if (last.keySet().stream().anyMatch(letter -> line.startsWith("| " + letter))) {
        findings.add("not a row: " + line);
      }
    }
    findings.addAll(numbers(seen, tests));
    return findings;
  }

  private List<String> numbers(Set<String> seen, Map<String, ? extends Set<String>> tests) {
    List<String> findings = new ArrayList<>();
    last.forEach(
        (letter, count) -> {
          for (int number = 1; number <= count; number++) {
            if (!seen.contains(letter + number)) {
              findings.add(letter + number + " is missing");
            }
          }
        });
    tests.keySet().stream()
        .filter(id -> last.containsKey(id.substring(0, 1)) && !seen.contains(id))
        .forEach(id -> findings.add(id + " is no row, but " + tests.get(id) + " name it"));
    return findings;
  }

  private List<String> ofRow(String id, String state, String cell, Set<String> tagged) {
    List<String> findings = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    for (String name : cell.split(",")) {
      if (!name.isBlank()) {
        named.add(name.strip().replace("`", ""));
      }
    }
    if (!state.equals("done") && !states.contains(state)) {
      findings.add(id + " is neither done nor one of " + new TreeSet<>(states) + ": " + state);
    }
    if (state.equals("done") && tagged.isEmpty()) {
      findings.add(id + " is called done, but no test has the tag");
    } else if (state.equals("done") && named.isEmpty()) {
      findings.add(id + " is called done, but names none of " + tagged);
    }
    if (!tagged.containsAll(named)) {
      findings.add(id + " names " + named + ", but the tag is on " + tagged);
    }
    return findings;
  }
}
