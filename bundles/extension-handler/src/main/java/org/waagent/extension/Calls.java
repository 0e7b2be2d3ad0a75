// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.Map;
import org.waagent.extension.command.Invocation;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;

/** Makes the invocations of a handler's commands. */
final class Calls {
  private Calls() {}

  /** A command of the handler as a whole or of one of its settings, told whose turn it is. */
  static Invocation of(
      PassId pass,
      CommandKind kind,
      HandlerFolder folder,
      Unit unit,
      Map<String, String> variables) {
    return new Invocation(
        kind,
        folder,
        unit.settingsName(),
        unit.handler().multiConfig(),
        unit.sequenceNumber(),
        pass,
        variables);
  }

  static Invocation of(PassId pass, CommandKind kind, HandlerFolder folder, Unit unit) {
    return of(pass, kind, folder, unit, Map.of());
  }
}
