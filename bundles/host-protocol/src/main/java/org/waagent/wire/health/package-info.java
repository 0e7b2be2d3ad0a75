// SPDX-License-Identifier: Apache-2.0
/** What the host is told about its own services, as this machine sees them. */
package org.waagent.wire.health;
