// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;

/** The archive can't be written, so that no other file can be taken either. */
final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  ArchiveException(IOException cause) {
    super("the archive can't be written: " + cause.getMessage(), cause);
  }
}
