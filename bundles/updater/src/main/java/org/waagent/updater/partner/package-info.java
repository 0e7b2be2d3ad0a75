// SPDX-License-Identifier: Apache-2.0
/**
 * What stands between bundles of partners and the agent: which services they see, what of a port
 * they get, and what happens to those that misbehave.
 */
package org.waagent.updater.partner;
