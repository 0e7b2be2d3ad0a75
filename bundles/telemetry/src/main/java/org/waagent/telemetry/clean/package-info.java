// SPDX-License-Identifier: Apache-2.0
/** Copies files without what is secret in them: what is cut out of which kind of file. */
package org.waagent.telemetry.clean;
