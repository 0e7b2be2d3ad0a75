// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonParseException;
import java.util.Optional;
import java.util.function.Consumer;

/** The blob that says whether extensions are on hold. */
public final class ArtifactsProfile {
  private ArtifactsProfile() {}

  /**
   * Whether extensions wait. What can't be read does not hold them.
   *
   * @param warn gets why it can't be read
   */
  public static boolean isOnHold(String text, Consumer<String> warn) {
    if (text.isBlank()) {
      warn.accept("The artifacts profile is empty: not on hold");
      return false;
    }
    try {
      Optional<Boolean> onHold = Json.read(text).flag("onHold");
      if (onHold.isEmpty()) {
        warn.accept("The artifacts profile does not say whether extensions are on hold");
      }
      return onHold.orElse(false);
    } catch (JsonParseException e) {
      warn.accept("The artifacts profile is no JSON, not on hold: " + Json.reason(e));
      return false;
    }
  }
}
