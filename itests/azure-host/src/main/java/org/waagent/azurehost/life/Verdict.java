// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a life showed, rule by rule. */
public final class Verdict {
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final Set<Rule> tried = EnumSet.noneOf(Rule.class);
  private final Map<Rule, String> skipped = new EnumMap<>(Rule.class);

  /** All that was found, each once. */
  public List<Finding> findings() {
    return new ArrayList<>(findings);
  }

  /** The rules that a finding broke. */
  public Set<Rule> failed() {
    Set<Rule> failed = EnumSet.noneOf(Rule.class);
    findings.stream().filter(Finding::grave).forEach(finding -> failed.add(finding.rule()));
    return failed;
  }

  /** Rules with hints only. */
  public Set<Rule> warned() {
    Set<Rule> warned = EnumSet.noneOf(Rule.class);
    findings.forEach(finding -> warned.add(finding.rule()));
    warned.removeAll(failed());
    return warned;
  }

  /** Rules that were looked at and kept. */
  public Set<Rule> passed() {
    Set<Rule> passed = EnumSet.copyOf(tried);
    findings.forEach(finding -> passed.remove(finding.rule()));
    return passed;
  }

  void tried(Rule rule) {
    tried.add(rule);
  }

  void skip(Rule rule, String why) {
    skipped.put(rule, why);
  }

  void fail(Rule rule, String seen, String todo) {
    tried.add(rule);
    findings.add(new Finding(rule, true, seen, todo));
  }

  void warn(Rule rule, String seen, String todo) {
    tried.add(rule);
    findings.add(new Finding(rule, false, seen, todo));
  }

  void print(PrintStream out) {
    out.println();
    out.println("== Verdict");
    for (Rule rule : Rule.values()) {
      List<Finding> of = findings.stream().filter(f -> f.rule() == rule).toList();
      if (of.isEmpty() && tried.contains(rule)) {
        out.printf("PASS  %-16s %s%n", rule.id(), rule.kept());
      } else if (of.isEmpty()) {
        String why = skipped.getOrDefault(rule, "the life did not come as far");
        out.printf("----  %-16s not tried: %s%n", rule.id(), why);
      }
      for (Finding finding : of) {
        out.printf("%s  %-16s %s%n", finding.grave() ? "FAIL" : "WARN", rule.id(), finding.seen());
        out.printf("      %-16s -> %s%n", "", finding.todo());
      }
    }
    out.printf(
        "%n%s: %d passed, %d warned, %d failed%n",
        failed().isEmpty() ? "PASS" : "FAIL", passed().size(), warned().size(), failed().size());
  }
}
