// SPDX-License-Identifier: Apache-2.0
/** The ports of {@code org.waagent.host} for the wire server and the host plugin. */
package org.waagent.wire;
