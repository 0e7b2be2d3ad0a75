// SPDX-License-Identifier: Apache-2.0
/**
 * What goes with the machine's identity: {@code waagent deprovision} plans it, shows it and does
 * it.
 */
package org.waagent.core.removal;
