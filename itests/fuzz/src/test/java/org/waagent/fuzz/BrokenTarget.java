// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

import java.util.List;

/** A parser with a fault that only some inputs reach, to see whether the fuzzer finds it. */
final class BrokenTarget {
  static final String NAME = "a parser with a fault";

  private BrokenTarget() {}

  static Target target() {
    return new Target(NAME, BrokenTarget::read, Target.Never.class, List.of(new byte[] {'<'}));
  }

  private static void read(byte[] document) {
    if (document.length > 2 && document[0] == '<' && document[1] == '/' && document[2] == '>') {
      throw new IllegalStateException("found");
    }
  }
}
