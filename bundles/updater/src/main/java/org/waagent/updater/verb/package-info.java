// SPDX-License-Identifier: Apache-2.0
/** {@code waagent features}, its check, and the folder that archives are dropped into. */
package org.waagent.updater.verb;
