// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** Where a verb writes. Lines are passed on as they come. */
@ProviderType
public interface Console {
  /** A line of the answer. */
  void out(String line);

  /** A line about something that went wrong. */
  void err(String line);

  /** Whether the caller is still there; a verb that waits looks now and then. */
  boolean isOpen();

  /** Whether the verb runs inside a daemon, as opposed to one-shot mode. */
  boolean inDaemon();
}
