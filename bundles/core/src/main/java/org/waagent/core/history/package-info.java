// SPDX-License-Identifier: Apache-2.0
/** Goal states of the past, and the files of a goal state that other programs read. */
package org.waagent.core.history;
