// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

/** Azure could not be reached, refused, or said something that makes no sense. */
public final class HostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /**
   * @param kind who has to do something about it
   * @param message what was asked of whom and what came back; without queries and secrets
   */
  public HostException(Kind kind, String message) {
    super(requireNonNull(message, "message"));
    this.kind = requireNonNull(kind, "kind");
  }

  /**
   * @param kind who has to do something about it
   * @param message what was asked of whom and what came back; without queries and secrets
   * @param cause what it was noticed by
   */
  public HostException(Kind kind, String message, Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.kind = requireNonNull(kind, "kind");
  }

  /** Who has to do something about it. */
  public Kind kind() {
    return kind;
  }

  /** Kinds of failure. */
  public enum Kind {
    /** Nobody answered: wait and try again. */
    UNREACHABLE,
    /** An answer says to come back later: wait and try again. */
    BUSY,
    /** What was asked for is gone (410): fetch the goal state and try again. */
    GONE,
    /** The answer is a refusal; the same request will be refused again. */
    REFUSED,
    /** The answer is there but can't be understood. */
    MALFORMED,
    /** What is asked for is not offered by this host. */
    UNSUPPORTED,
    /** The local side failed, for example a full disk. */
    LOCAL
  }
}
