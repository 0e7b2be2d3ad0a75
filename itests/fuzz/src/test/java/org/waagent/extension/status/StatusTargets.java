// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.fuzz.Target;
import org.waagent.plugin.ExtensionStatus;

/** What extensions write of themselves. */
public final class StatusTargets {
  private static final String STATUS =
      """
      [{"version":"1.0","timestampUTC":"2026-01-01T00:00:00Z","status":{"name":"n","operation":"o",
      "configurationAppliedTime":"t","status":"success","code":"0","formattedMessage":{"lang":"en-US",
      "message":null},"substatus":[{"name":"s","status":"warning","code":1,
      "formattedMessage":{"lang":"en","message":"m"}},null]}}]
      """;

  private StatusTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(Target.ofText("status file", StatusTargets::status, IOException.class, STATUS));
  }

  private static void status(String text) throws IOException {
    try {
      Truncation.of(StatusDocument.read(new StatusText(new StringReader(text)), blank()));
    } catch (StatusDocument.Invalid e) {
      throw new MalformedJson(e);
    }
  }

  private static ExtensionStatus blank() {
    return new ExtensionStatus(
        "A.B",
        Optional.empty(),
        0,
        Optional.empty(),
        "0",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
