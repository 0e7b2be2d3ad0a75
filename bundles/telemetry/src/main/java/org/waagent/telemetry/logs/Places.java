// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.waagent.os.Directories;

/**
 * What the variables of the plan stand for.
 *
 * @param lib {@code $LIB_DIR}
 * @param extensionLogs {@code $LOG_DIR}
 * @param log {@code $AGENT_LOG}
 * @param configuration {@code $CONF_FILE}
 */
record Places(Path lib, Path extensionLogs, Path log, Path configuration) {
  Places {
    requireNonNull(lib, "lib");
    requireNonNull(extensionLogs, "extensionLogs");
    requireNonNull(log, "log");
    requireNonNull(configuration, "configuration");
  }

  static Places of(Directories directories, Path configuration) {
    return new Places(
        directories.lib(), directories.extensionLogs(), directories.log(), configuration);
  }

  /** A path of the plan with its variables filled in. */
  String fill(String path) {
    return path.replace("$LIB_DIR", lib.toString())
        .replace("$LOG_DIR", extensionLogs.toString())
        .replace("$AGENT_LOG", log.toString())
        .replace("$CONF_FILE", configuration.toString());
  }
}
