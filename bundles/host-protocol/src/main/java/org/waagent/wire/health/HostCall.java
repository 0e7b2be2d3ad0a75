// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import org.waagent.host.HostException;

/** A call whose outcome is observed. */
@FunctionalInterface
public interface HostCall<T> {
  T go() throws HostException;
}
