// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonParser;
import java.util.Objects;
import java.util.Optional;

/**
 * One set of settings of an extension.
 *
 * @param publicSettings JSON text of an object
 * @param protectedSettings JSON text in the clear; the host encrypts it with the tenant certificate
 * @param state of a multi-config extension's one configuration; the extension's own otherwise
 * @param dependencyLevel 0 for none
 */
public record Settings(
    Optional<String> publicSettings,
    Optional<String> protectedSettings,
    int sequenceNumber,
    RequestedState state,
    int dependencyLevel) {
  public Settings {
    publicSettings.ifPresent(JsonParser::parseString);
    protectedSettings.ifPresent(JsonParser::parseString);
    Objects.requireNonNull(state, "state");
  }

  /** No settings text, sequence number 0. */
  public static Settings none() {
    return new Settings(Optional.empty(), Optional.empty(), 0, RequestedState.ENABLED, 0);
  }

  /** Public settings, sequence number 0. */
  public static Settings of(String publicJson) {
    return none().withPublic(publicJson);
  }

  public Settings withPublic(String json) {
    return new Settings(
        Optional.of(json), protectedSettings, sequenceNumber, state, dependencyLevel);
  }

  public Settings withProtected(String json) {
    return new Settings(publicSettings, Optional.of(json), sequenceNumber, state, dependencyLevel);
  }

  public Settings sequenceNumber(int number) {
    return new Settings(publicSettings, protectedSettings, number, state, dependencyLevel);
  }

  /** The configuration is to be removed (multi-config only). */
  public Settings disabled() {
    return new Settings(
        publicSettings,
        protectedSettings,
        sequenceNumber,
        RequestedState.DISABLED,
        dependencyLevel);
  }

  public Settings level(int level) {
    return new Settings(publicSettings, protectedSettings, sequenceNumber, state, level);
  }
}
