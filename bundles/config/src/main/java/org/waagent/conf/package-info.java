// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar of {@code waagent.conf}, and nothing else. Plain Java without dependencies: the
 * launcher compiles this package into itself, because it needs a few keys before a framework runs.
 */
package org.waagent.conf;
