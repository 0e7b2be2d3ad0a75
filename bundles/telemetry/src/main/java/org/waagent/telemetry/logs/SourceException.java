// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;

/** A file can't be read, as opposed to: makes no sense. */
final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceException(IOException cause) {
    super("can't be read: " + cause.getMessage(), cause);
  }
}
