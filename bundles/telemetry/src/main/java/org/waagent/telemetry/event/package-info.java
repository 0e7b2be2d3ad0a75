// SPDX-License-Identifier: Apache-2.0
/** What an event is, on disk and on the wire. */
package org.waagent.telemetry.event;
