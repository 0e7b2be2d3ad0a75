// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

/** Error codes the platform knows, besides those of the commands. */
public final class ErrorCodes {
  /** Something else. */
  public static final int UNKNOWN = -1;

  /** Nothing wrong. */
  public static final int SUCCESS = 0;

  /** A manifest or a package could not be fetched. */
  public static final int DOWNLOAD = 1001;

  /** The package has no handler manifest, or it can't be read. */
  public static final int MANIFEST_NOT_FOUND = 1002;

  /** The handler manifest makes no sense. */
  public static final int MANIFEST_MALFORMED = 1003;

  /** A command took longer than its limit. */
  public static final int TIMED_OUT = 1011;

  /** A status file makes no sense. */
  public static final int STATUS_INVALID = 1012;

  /** The goal state requires features the agent does not have. */
  public static final int UNSUPPORTED_FEATURES = 2001;

  private ErrorCodes() {}
}
