// SPDX-License-Identifier: Apache-2.0
/** Collects logs for support: by hand and from time to time, within bounds and at an easy pace. */
package org.waagent.telemetry.logs;
