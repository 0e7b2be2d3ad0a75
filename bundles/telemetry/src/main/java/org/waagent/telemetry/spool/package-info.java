// SPDX-License-Identifier: Apache-2.0
/** Events on disk, from when they come until the host accepted them. */
package org.waagent.telemetry.spool;
