// SPDX-License-Identifier: Apache-2.0
/** Accounts for a while that a goal state asks for (just-in-time access). */
package org.waagent.provisioning.remote;
