// SPDX-License-Identifier: Apache-2.0
/** The section of {@code waagent.conf} that several packages of this bundle read. */
package org.waagent.telemetry.config;
