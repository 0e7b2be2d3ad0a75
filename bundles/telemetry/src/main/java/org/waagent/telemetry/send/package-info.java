// SPDX-License-Identifier: Apache-2.0
/** The way from the disk to the host. */
package org.waagent.telemetry.send;
