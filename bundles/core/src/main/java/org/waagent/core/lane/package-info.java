// SPDX-License-Identifier: Apache-2.0
/** One pool of threads that shrinks to none, serial lanes on it, pauses between attempts. */
package org.waagent.core.lane;
