// SPDX-License-Identifier: Apache-2.0
/** Conditions: which ones the installed bundles settle, and when each is published. */
package org.waagent.core.condition;
