// SPDX-License-Identifier: Apache-2.0
/**
 * The agent's centre: the component, the engine put together from its parts, the mode of this
 * start.
 */
package org.waagent.core;
