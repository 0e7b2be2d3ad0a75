// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.nio.file.Path;
import java.util.Optional;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;

/** The policy as it was when a goal state came; it holds for all of that goal state. */
public final class Ruling {
  /** The platform's word for what failed where the policy refuses. */
  public static final String OPERATION = "ExtensionPolicy";

  private static final String REFUSED = "Extension will not be processed: ";

  private final Path file;
  private final ExtensionPolicy policy;
  private final Optional<String> fault;

  Ruling(Path file, ExtensionPolicy policy, Optional<String> fault) {
    this.file = file;
    this.policy = policy;
    this.fault = fault;
  }

  /** Whether the extensions of a handler may not be touched. */
  public boolean refuses(HandlerName name) {
    return fault.isPresent() || !policy.allows(name);
  }

  /** Why a unit is not processed; empty if it may be. */
  public Optional<ExtensionFailure> refusal(Unit unit) {
    if (fault.isPresent()) {
      return Optional.of(failure(unit, fault.get()));
    }
    if (policy.allows(unit.name())) {
      return Optional.empty();
    }
    String verb = unit.isEnabled() ? "run" : "uninstall";
    return Optional.of(
        failure(
            unit,
            "failed to %s extension '%s' because it is not specified as an allowed extension. To %s, add the extension to the list of allowed extensions in the policy file ('%s')."
                .formatted(verb, unit.name(), verb, file)));
  }

  /** Whether a handler's status is that the policy refused it. */
  public static boolean isRefusal(String message) {
    return message.startsWith(REFUSED);
  }

  Optional<String> fault() {
    return fault;
  }

  boolean requiresSignature(HandlerName name) {
    return policy.requiresSignature(name);
  }

  /** Why a unit is not processed whose package is not sealed as the policy asks. */
  ExtensionFailure notSealed(Unit unit, String why) {
    return failure(
        unit,
        "failed to run extension '%s' because the policy file ('%s') requires a signature, and %s"
            .formatted(unit.name(), file, why));
  }

  private static ExtensionFailure failure(Unit unit, String why) {
    CommandKind kind = unit.isEnabled() ? CommandKind.ENABLE : CommandKind.DISABLE;
    return new ExtensionFailure(kind.errorCode(), OPERATION, REFUSED + why);
  }
}
