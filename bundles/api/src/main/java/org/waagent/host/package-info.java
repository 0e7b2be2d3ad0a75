// SPDX-License-Identifier: Apache-2.0
/**
 * Ports to Azure: where it is, what it wants, and what it is told.
 *
 * <p>Every call may wait for the network, within the deadlines of its implementation; call them on
 * a lane, not in an activation. What went wrong is a {@link org.waagent.host.HostException}.
 */
@Export
@Version("1.3.0")
package org.waagent.host;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
