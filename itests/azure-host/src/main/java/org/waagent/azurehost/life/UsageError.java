// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

/** What was asked for can't be done: a wrong command line, or something that is not there. */
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageError(String message) {
    super(message);
  }
}
