// SPDX-License-Identifier: Apache-2.0
/** {@code waagent status}, {@code waagent doctor}, and the checks of the core. */
package org.waagent.core.verb;
