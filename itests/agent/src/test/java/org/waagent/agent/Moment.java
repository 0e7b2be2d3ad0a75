// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.function.Predicate;
import org.waagent.azurehost.Route;

/** Parts of installing and enabling an extension, and how long each is good for a kill. */
enum Moment {
  START(1500, run -> true),
  DOWNLOAD(600, run -> !run.host().requests(Route.PACKAGE).isEmpty()),
  UNPACK(300, run -> run.isUnpacking()),
  INSTALL(400, run -> run.life().contains("install begin")),
  INSTALLED(60, run -> run.life().contains("install end")),
  ENABLE(400, run -> run.life().contains("enable begin")),
  ENABLED(60, run -> run.life().contains("enable end")),
  STATUS(500, run -> run.life().contains("enable end") && run.isReported(0));

  private final int spreadMillis;
  private final Predicate<KillRun> came;

  Moment(int spreadMillis, Predicate<KillRun> came) {
    this.spreadMillis = spreadMillis;
    this.came = came;
  }

  int spreadMillis() {
    return spreadMillis;
  }

  boolean came(KillRun run) {
    return came.test(run);
  }
}
