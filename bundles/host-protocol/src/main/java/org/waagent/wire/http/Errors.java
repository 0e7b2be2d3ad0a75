// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

/**
 * Attempts that brought no answer at all.
 *
 * @param hostPlugin to the host plugin
 * @param protocol to the wire server
 * @param other to everybody else, storage for example
 */
public record Errors(long hostPlugin, long protocol, long other) {}
