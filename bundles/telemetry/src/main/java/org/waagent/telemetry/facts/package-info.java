// SPDX-License-Identifier: Apache-2.0
/** What every event says of this machine. */
package org.waagent.telemetry.facts;
