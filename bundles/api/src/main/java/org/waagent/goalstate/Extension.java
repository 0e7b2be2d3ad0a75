// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One runtime settings instance of a handler.
 *
 * @param name the handler's name for a single configuration, the settings' own name for one of
 *     several
 * @param sequenceNumber number of these settings; the status file carries it
 * @param requested what is wanted of this instance
 * @param dependencyLevel order of processing, lower first; 0 where nothing is said
 * @param publicSettings JSON text of an object; empty where the goal state has none
 * @param protectedSettings base64 of a CMS message only the handler decrypts; empty where the goal
 *     state has none
 * @param protectedSettingsCertificate certificate the protected settings are encrypted to
 * @param invalid why this instance can't be acted on; the handler's others are not concerned
 */
public record Extension(
    String name,
    int sequenceNumber,
    RequestedState requested,
    int dependencyLevel,
    Optional<String> publicSettings,
    Optional<Secret> protectedSettings,
    Optional<Thumbprint> protectedSettingsCertificate,
    Optional<String> invalid) {
  public Extension {
    requireNonNull(name, "name");
    requireNonNull(requested, "requested");
    requireNonNull(publicSettings, "publicSettings");
    requireNonNull(protectedSettings, "protectedSettings");
    requireNonNull(protectedSettingsCertificate, "protectedSettingsCertificate");
    requireNonNull(invalid, "invalid");
  }

  /** One that can be acted on. */
  public Extension(
      String name,
      int sequenceNumber,
      RequestedState requested,
      int dependencyLevel,
      Optional<String> publicSettings,
      Optional<Secret> protectedSettings,
      Optional<Thumbprint> protectedSettingsCertificate) {
    this(
        name,
        sequenceNumber,
        requested,
        dependencyLevel,
        publicSettings,
        protectedSettings,
        protectedSettingsCertificate,
        Optional.empty());
  }

  /** Without the settings: nobody knows what people put into them. */
  @Override
  public String toString() {
    return "Extension[" + name + " " + sequenceNumber + " " + requested + "]";
  }
}
