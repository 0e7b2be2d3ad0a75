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
  private static final String LIST = "runtimeSettings";

  private SettingsText() {}

  /**
   * What is known of the instance besides the text.
   *
   * @param invalid why it can't be acted on; of several reasons the first
   */
  record Instance(
      String name,
      int sequenceNumber,
      RequestedState requested,
      int level,
      Optional<String> invalid) {
    Instance(String name, int sequenceNumber, RequestedState requested, int level) {
      this(name, sequenceNumber, requested, level, Optional.empty());
    }

    Instance invalid(String reason) {
      return invalid.isPresent()
          ? this
          : new Instance(name, sequenceNumber, requested, level, Optional.of(reason));
    }

    Extension with(
        Optional<String> publicSettings,
        Optional<Secret> protectedSettings,
        Optional<Thumbprint> certificate) {
      return new Extension(
          name,
          sequenceNumber,
          requested,
          level,
          publicSettings,
          protectedSettings,
          certificate,
          invalid);
    }

    /** The same with what the settings say; what they name as a certificate must be one. */
    Extension with(Optional<String> publicSettings, Json settings) {
      Optional<Secret> secret = settings.text("protectedSettings").map(Secret::of);
      Optional<String> text = settings.text("protectedSettingsCertThumbprint");
      if (text.isPresent() && !Thumbprint.isValid(text.get())) {
        String reason = "The settings of " + name + " name a certificate by what is no thumbprint";
        return invalid(reason).with(publicSettings, secret, Optional.empty());
      }
      return with(publicSettings, secret, text.map(Thumbprint::new));
    }

    Extension empty() {
      return with(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * Adds the instances of a text. A text that is no JSON, or lacks the list, gives an instance
   * without settings, so that a status can be reported for its sequence number.
   */
  static void read(String text, Instance instance, Draft draft, Consumer<String> warn) {
    Optional<List<Json>> list = Optional.empty();
    try {
      Json json = Json.read(text);
      list = json.get(LIST).flatMap(there -> json.items(LIST));
      if (list.isEmpty()) {
        warn.accept("Settings of " + instance.name() + " have no list of " + LIST);
      }
    } catch (JsonParseException e) {
      warn.accept("Settings of " + instance.name() + " are no JSON: " + Json.reason(e));
    }
    if (list.isEmpty()) {
      draft.add(instance.empty());
      return;
    }
    for (Json item : list.get()) {
      Optional<Json> settings = item.get("handlerSettings");
      draft.add(
          settings.isEmpty()
              ? instance.empty()
              : instance.with(
                  settings.get().get("publicSettings").map(Json::toString), settings.get()));
    }
  }
}
