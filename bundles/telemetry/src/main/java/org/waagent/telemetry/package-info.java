// SPDX-License-Identifier: Apache-2.0
/** Takes events in, and shows what is sent. */
package org.waagent.telemetry;
