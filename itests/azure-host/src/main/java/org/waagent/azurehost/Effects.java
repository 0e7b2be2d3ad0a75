// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.ArrayList;
import java.util.List;

/** What one request brought about besides its answer; goes into the record together with it. */
final class Effects {
  private final List<String> violations = new ArrayList<>();
  private final List<StatusDocument> statuses = new ArrayList<>();
  private final List<HealthReport> reports = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();

  void violation(String what) {
    violations.add(what);
  }

  void status(StatusDocument document) {
    statuses.add(document);
  }

  void health(HealthReport report) {
    reports.add(report);
  }

  void observation(Observation observation) {
    observations.add(observation);
  }

  List<Observation> observations() {
    return observations;
  }

  List<String> violations() {
    return violations;
  }

  List<StatusDocument> statuses() {
    return statuses;
  }

  List<HealthReport> reports() {
    return reports;
  }
}
