// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.osgi.service.log.Logger;

/** A path from {@code waagent.conf} that holds for one start of the agent. */
final class FixedPath {
  private static final Path TOP = Path.of("/");

  private final String key;
  private final String value;
  private final Logger logger;

  FixedPath(String key, String value, Logger logger) {
    this.key = key;
    this.value = value;
    this.logger = logger;
  }

  /** A path that is not absolute counts from {@code /}, where services run. */
  Path path() {
    return TOP.resolve(value);
  }

  /** Tells whoever changed the file why nothing happens. */
  void changed(String now) {
    if (!now.equals(value)) {
      logger.warn("{} stays {}: {} counts at the agent's next start", key, value, now);
    }
  }
}
