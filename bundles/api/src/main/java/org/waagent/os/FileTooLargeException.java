// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.nio.file.Path;

/** A file is larger than its reader allows. */
public final class FileTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long most;

  /**
   * @param path the file
   * @param most bytes allowed
   */
  public FileTooLargeException(Path path, long most) {
    super(path + " has more than " + most + " bytes");
    this.path = path.toString();
    this.most = most;
  }

  /** The file. */
  public Path path() {
    return Path.of(path);
  }

  /** Bytes allowed. */
  public long most() {
    return most;
  }
}
