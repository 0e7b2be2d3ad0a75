// SPDX-License-Identifier: Apache-2.0
/** Scopes and limits for commands, and figures of what extensions use. */
package org.waagent.extension.resource;
