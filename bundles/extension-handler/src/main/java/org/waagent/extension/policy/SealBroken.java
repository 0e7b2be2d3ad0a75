// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.util.Optional;
import java.util.zip.ZipException;

/** A package is not signed as the policy asks. Another copy of it may be. */
final class SealBroken extends ZipException {
  private static final long serialVersionUID = 1L;

  SealBroken(String why, Exception cause) {
    super(why);
    initCause(cause);
  }

  /** The one a failure goes back to. */
  static Optional<SealBroken> in(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof SealBroken)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable((SealBroken) cause);
  }
}
