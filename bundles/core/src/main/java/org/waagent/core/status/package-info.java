// SPDX-License-Identifier: Apache-2.0
/**
 * The status: merged from what plugins report, sent to Azure, kept until it was accepted, and told
 * here.
 */
package org.waagent.core.status;
