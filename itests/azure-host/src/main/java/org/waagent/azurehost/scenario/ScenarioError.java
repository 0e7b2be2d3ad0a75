// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

/** A scenario file that cannot be used; the message names the place in it. */
public final class ScenarioError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScenarioError(String place, String what) {
    super(place + ": " + what);
  }
}
