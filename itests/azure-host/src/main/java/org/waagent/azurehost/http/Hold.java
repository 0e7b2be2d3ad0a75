// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

/** Asked by a connection that hangs in a fault, again and again, what to do now. */
@FunctionalInterface
public interface Hold {
  /** What a hanging connection does. */
  enum Then {
    /** It hangs on. */
    GO_ON,
    /** It is closed. */
    CUT,
    /** It gets the right answer, or the rest of it, at once. */
    ANSWER
  }

  Then now();
}
