// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.waagent.conf.BadConfException;
import org.waagent.conf.ConfFile;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;

/** Reads configuration files. */
final class ConfSource {
  private final Files files;

  ConfSource(Files files) {
    this.files = files;
  }

  /**
   * Reads one.
   *
   * @throws BadConfException for whatever keeps it from being read; it names the file
   */
  ConfFile read(Path file) throws BadConfException {
    try {
      return ConfFile.parse(file.toString(), files.read(file, ConfFile.MOST_BYTES));
    } catch (BadConfException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw bad(file, "is not there", e);
    } catch (FileTooLargeException e) {
      throw bad(file, "has more than " + e.most() + " bytes", e);
    } catch (IOException e) {
      throw bad(file, "cannot be read: " + e, e);
    }
  }

  private static BadConfException bad(Path file, String reason, IOException cause) {
    BadConfException bad = new BadConfException(file.toString(), reason);
    bad.initCause(cause);
    return bad;
  }
}
