// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.util.List;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.fuzz.Target;

/** The journal of a handler. */
public final class JournalTargets {
  private static final String SEED =
      """
      {"pass":{"goalState":"g","start":"s"},"version":"1.0","results":{"":{"code":0,"message":"m"}},
      "step":{"command":"enable","version":"1.0","settings":"","multiConfig":false,
      "sequenceNumber":1,"pass":{"goalState":"g","start":"s"},"line":"bin/e",
      "deadline":"2026-01-01T00:00:00Z","limit":"PT5M"},
      "update":{"from":"1.0","to":"1.1","phase":"DISABLE","toDisable":["a"],
      "disableCodes":{"a":"0"},"uninstallCode":"NOT_RUN"}}
      """;

  private JournalTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(Target.ofText("journal", JournalFormat::read, MalformedJson.class, SEED));
  }
}
