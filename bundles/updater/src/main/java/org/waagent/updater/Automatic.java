// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

/** Tells how it stands with updates that the agent makes by itself. */
public interface Automatic {
  /** One line: whether it looks for versions, what it waits for, until when and why. */
  String explain();
}
