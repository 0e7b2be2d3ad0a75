// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

/** How much is taken. */
enum Extent {
  NORMAL,
  FULL
}
