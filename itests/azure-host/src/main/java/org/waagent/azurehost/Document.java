// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/**
 * A document that a goal state may replace by a content of its own. In a text {@code ${wire}},
 * {@code ${hostPlugin}}, {@code ${blob}} (host:port), {@code ${incarnation}}, {@code
 * ${containerId}}, {@code ${statusBlob}} and {@code ${artifactsProfile}} (URLs, as they stand in
 * JSON; with {@code &amp;} in XML) are filled in. Manifests are replaced through {@link
 * Extension#manifest(String)}.
 */
public enum Document {
  /** The protocol versions of the wire server. */
  VERSIONS(true),
  GOAL_STATE(true),
  HOSTING_ENVIRONMENT(true),
  SHARED_CONFIG(true),
  EXTENSIONS_CONFIG(true),
  CERTIFICATES(true),
  REMOTE_ACCESS(true),
  /** The API versions of the host plugin. */
  PLUGIN_VERSIONS(false),
  VM_SETTINGS(false),
  ARTIFACTS_PROFILE(false),
  /** Instance metadata as a whole. */
  INSTANCE_METADATA(false),
  /** The compute part of instance metadata. */
  INSTANCE_COMPUTE(false);

  private final boolean xml;

  Document(boolean xml) {
    this.xml = xml;
  }

  boolean isXml() {
    return xml;
  }

  String contentType() {
    return xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
  }
}
