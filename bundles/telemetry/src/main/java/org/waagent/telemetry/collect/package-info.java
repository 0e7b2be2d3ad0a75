// SPDX-License-Identifier: Apache-2.0
/** Events that others write: extensions, and handlers that use the Python agent's library. */
package org.waagent.telemetry.collect;
