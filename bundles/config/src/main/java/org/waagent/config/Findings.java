// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.conf.ConfFile;
import org.waagent.config.Finding.Weight;

/** Looks for lines that do not do what their writer may think. */
final class Findings {
  private static final int MOST_IN_LOG = 20;

  private final Current current;
  private final KnownKeys known = KnownKeys.read();
  private final Map<String, Setting> settings;
  private final List<Finding> found = new ArrayList<>();

  private Findings(Current current) {
    this.current = current;
    this.settings = current.settings().bySlot();
  }

  /** All findings in the order of the lines. */
  static List<Finding> of(Current current) {
    Findings findings = new Findings(current);
    for (int line : current.file().oddLines()) {
      findings.add(line, Weight.WARNING, "has no '=' and is no comment");
    }
    for (ConfFile.Entry entry : current.file().entries()) {
      findings.look(entry);
    }
    findings.lookAtProxy();
    findings.found.sort(null);
    return List.copyOf(findings.found);
  }

  /** Those that are more than a note. */
  static List<Finding> odd(List<Finding> all) {
    List<Finding> odd = new ArrayList<>();
    for (Finding finding : all) {
      if (finding.weight() != Weight.NOTE) {
        odd.add(finding);
      }
    }
    return odd;
  }

  static String inOneLine(String file, List<Finding> odd) {
    StringBuilder text = new StringBuilder(file).append(": ");
    for (int i = 0; i < Math.min(odd.size(), MOST_IN_LOG); i++) {
      text.append(i == 0 ? "" : "; ").append(odd.get(i));
    }
    if (odd.size() > MOST_IN_LOG) {
      text.append("; and ").append(odd.size() - MOST_IN_LOG).append(" more, see 'config check'");
    }
    return text.toString();
  }

  private void add(int line, Weight weight, String text) {
    found.add(new Finding(line, weight, text));
  }

  private void look(ConfFile.Entry entry) {
    String key = entry.key();
    int holds = current.file().entry(key).orElse(entry).line();
    if (key.isEmpty()) {
      add(entry.line(), Weight.WARNING, "has no key before the '='");
    } else if (holds != entry.line()) {
      add(entry.line(), Weight.WARNING, key + " is set again in line " + holds + ", which holds");
    } else if (KeyRule.newSpelling(key).isPresent()) {
      lookAtOldSpelling(entry, KeyRule.newSpelling(key).get());
    } else {
      Optional<Setting> setting = KeyRule.of(key).flatMap(p -> Settings.find(settings, p));
      if (setting.isPresent() && setting.get().declaration().isPresent()) {
        lookAtDeclared(entry, setting.get());
      } else {
        lookAtForeign(entry);
      }
    }
  }

  private void lookAtOldSpelling(ConfFile.Entry entry, String newer) {
    Optional<ConfFile.Entry> rival = current.file().entry(newer);
    String outcome = rival.isEmpty() ? "" : "; line " + rival.get().line() + " holds";
    add(entry.line(), Weight.WARNING, entry.key() + " is called " + newer + " now" + outcome);
  }

  private void lookAtDeclared(ConfFile.Entry entry, Setting setting) {
    Declaration declaration = setting.declaration().orElseThrow();
    lookAtSpelling(entry, known.keyOf(declaration));
    if (setting.entry().line() != entry.line()) {
      int holds = setting.entry().line();
      String same = " sets the same as line " + holds + ", which holds";
      add(entry.line(), Weight.WARNING, entry.key() + same);
    } else if (setting.problem().isPresent()) {
      String shown = declaration.isPassword() ? "***" : entry.value().orElse("");
      String holds = Shown.fallback(declaration);
      String text = entry.key() + "=" + shown + " " + setting.problem().get();
      add(entry.line(), Weight.ERROR, text + "; the default " + holds + " holds");
    }
  }

  /** A partner's own section has no fixed case: only the table knows a right spelling. */
  private void lookAtSpelling(ConfFile.Entry entry, String right) {
    if (known.find(right).isPresent() && !right.equals(entry.key())) {
      add(entry.line(), Weight.WARNING, entry.key() + " is spelt " + right);
    }
  }

  private void lookAtForeign(ConfFile.Entry entry) {
    Optional<KnownKey> here = known.find(entry.key());
    if (here.isPresent()) {
      lookAtKnown(entry, here.get());
      return;
    }
    Optional<String> right = KeyRule.of(entry.key()).flatMap(known::key);
    if (right.isPresent()) {
      add(entry.line(), Weight.WARNING, entry.key() + " is spelt " + right.get());
      return;
    }
    List<String> candidates = known.names();
    for (Declaration declaration : current.declarations().all()) {
      candidates.add(known.keyOf(declaration));
    }
    Optional<String> meant = Spelling.suggest(entry.key(), candidates);
    String hint = meant.map(m -> "; did you mean " + m + "?").orElse("");
    add(entry.line(), Weight.WARNING, entry.key() + " is not known" + hint);
  }

  private void lookAtKnown(ConfFile.Entry entry, KnownKey key) {
    if (entry.value().isEmpty()) {
      return;
    }
    String value = entry.value().get();
    if (!key.isUsed()) {
      add(entry.line(), Weight.WARNING, key.key() + " is not used by this agent: " + key.remark());
    } else if (key.type().read(value).isEmpty()) {
      String text = key.key() + "=" + value + " is not " + key.type().words();
      add(entry.line(), Weight.WARNING, text);
    } else {
      String text = key.key() + " is read by " + key.owner() + ", which does not run here";
      add(entry.line(), Weight.NOTE, text);
    }
  }

  private void lookAtProxy() {
    Optional<ConfFile.Entry> port = current.file().entry("HttpProxy.Port");
    boolean noHost = current.file().value("HttpProxy.Host").isEmpty();
    if (noHost && port.isPresent() && port.get().value().isPresent()) {
      add(port.get().line(), Weight.WARNING, "HttpProxy.Port does nothing without HttpProxy.Host");
    }
  }
}
