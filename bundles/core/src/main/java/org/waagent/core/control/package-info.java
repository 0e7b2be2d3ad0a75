// SPDX-License-Identifier: Apache-2.0
/** The control socket, through which commands reach the running agent. */
package org.waagent.core.control;
