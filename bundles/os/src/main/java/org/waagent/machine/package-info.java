// SPDX-License-Identifier: Apache-2.0
/**
 * The ports of {@code org.waagent.os} for Linux and the BSDs. What differs between systems stands
 * in {@code DistroTable}.
 */
package org.waagent.machine;
