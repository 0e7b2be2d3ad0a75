// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.util.Objects.requireNonNull;

/**
 * A key of the field, as our own table lists it.
 *
 * @param key its right spelling
 * @param type what its value is
 * @param owner name of the bundle that reads it; {@link #NOBODY} if this agent does not
 * @param remark why it is not read, or what to use instead; may be empty
 */
record KnownKey(String key, ValueType type, String owner, String remark) {
  static final String NOBODY = "-";

  KnownKey {
    requireNonNull(key, "key");
    requireNonNull(type, "type");
    requireNonNull(owner, "owner");
    requireNonNull(remark, "remark");
  }

  boolean isUsed() {
    return !owner.equals(NOBODY);
  }
}
