// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** What the host plugin answers to ids of a container that the machine has left. */
public enum StaleContainer {
  /** Status 410. */
  GONE,
  /** Status 400 with {@code InvalidContainerConfiguration} in the body. */
  INVALID_CONFIGURATION
}
