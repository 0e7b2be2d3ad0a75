// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** A file that was not taken, and why. */
record LeftOut(Path source, String why) {
  LeftOut {
    requireNonNull(source, "source");
    requireNonNull(why, "why");
  }
}
