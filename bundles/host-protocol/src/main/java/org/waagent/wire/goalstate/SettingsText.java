// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.RequestedState;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;

/** The JSON text in a settings element of an extensions config. */
final class SettingsText {
  private SettingsText() {}

  /** What is known of the instance besides the text. */
  record Instance(String name, int sequenceNumber, RequestedState requested, int level) {
    Extension with(
        Optional<String> publicSettings,
        Optional<Secret> protectedSettings,
        Optional<Thumbprint> certificate) {
      return new Extension(
          name, sequenceNumber, requested, level, publicSettings, protectedSettings, certificate);
    }

    Extension empty() {
      return with(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * Adds the instances of a text. A text that is no JSON gives an instance without settings, so
   * that a status can be reported for its sequence number.
   */
  static void read(String text, Instance instance, Draft draft, Consumer<String> warn) {
    Optional<List<Json>> list = Optional.empty();
    try {
      list = Json.read(text).items("runtimeSettings");
    } catch (JsonParseException e) {
      warn.accept("Settings of " + instance.name() + " are no JSON: " + Json.reason(e));
    }
    if (list.isEmpty()) {
      draft.add(instance.empty());
      return;
    }
    for (Json item : list.get()) {
      Optional<Json> settings = item.get("handlerSettings");
      draft.add(settings.isEmpty() ? instance.empty() : extension(settings.get(), instance, draft));
    }
  }

  private static Extension extension(Json settings, Instance instance, Draft draft) {
    return instance.with(
        settings.get("publicSettings").map(Json::toString),
        settings.text("protectedSettings").map(Secret::of),
        certificate(settings, draft));
  }

  /** The certificate settings are encrypted to; what is there must be a thumbprint. */
  static Optional<Thumbprint> certificate(Json settings, Draft draft) {
    Optional<String> text = settings.text("protectedSettingsCertThumbprint");
    if (text.isPresent() && !Thumbprint.isValid(text.get())) {
      draft.invalid(
          "The settings of " + draft.name() + " name a certificate by what is no thumbprint");
      return Optional.empty();
    }
    return text.map(Thumbprint::new);
  }
}
