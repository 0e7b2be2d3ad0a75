// SPDX-License-Identifier: Apache-2.0
/**
 * Ports to the machine: programs, files, services, users, disks, time.
 *
 * <p>Plugins reach the machine through these and nothing else, so that every program has a
 * deadline, every file that matters is written whole or not at all, and a test can put another root
 * under them. Every path is absolute in the machine's own terms ({@code /etc/hostname}); the
 * implementation resolves it under its root, and no symbolic link leads out of that root.
 */
@Export
@Version("1.9.0")
package org.waagent.os;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
