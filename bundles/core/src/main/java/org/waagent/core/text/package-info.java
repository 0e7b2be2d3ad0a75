// SPDX-License-Identifier: Apache-2.0
/** The last look for secrets in a text that leaves the agent. */
package org.waagent.core.text;
