// SPDX-License-Identifier: Apache-2.0
/**
 * Words: what Azure says the machine should be.
 *
 * <p>All types are immutable values. A record rejects {@code null} and copies its collections, so a
 * value may be kept and shared between threads. Text is kept as Azure sent it where it has to be
 * reported back unchanged.
 */
@Export
@Version("1.1.0")
package org.waagent.goalstate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
