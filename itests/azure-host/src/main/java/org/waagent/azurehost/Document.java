// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/**
 * A document that a goal state may replace by a text of its own. In that text {@code ${wire}},
 * {@code ${hostPlugin}}, {@code ${blob}} (host:port), {@code ${incarnation}}, {@code
 * ${containerId}}, {@code ${statusBlob}} and {@code ${artifactsProfile}} (URLs, as they stand in
 * JSON; with {@code &amp;} in XML) are filled in.
 */
public enum Document {
  GOAL_STATE,
  HOSTING_ENVIRONMENT,
  SHARED_CONFIG,
  EXTENSIONS_CONFIG,
  CERTIFICATES,
  REMOTE_ACCESS,
  VM_SETTINGS,
  ARTIFACTS_PROFILE
}
