// SPDX-License-Identifier: Apache-2.0
/** Runs a handler's command so that it survives the agent, and keeps the journals. */
package org.waagent.extension.command;
