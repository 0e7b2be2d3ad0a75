// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.io.IOException;
import java.nio.file.Path;
import org.waagent.host.Endpoint;
import org.waagent.os.Directories;
import org.waagent.os.Files;

/** The wire server's address as the agent last noted it in {@code WireServerEndpoint}. */
final class WireServerAddress {
  private static final int LONGEST = 256;

  private final Files files;
  private final Path file;

  WireServerAddress(Files files, Directories directories) {
    this.files = files;
    this.file = directories.lib().resolve("WireServerEndpoint");
  }

  /** The address; the known one where none is noted. */
  String get() {
    try {
      String noted = files.readText(file, LONGEST).strip();
      return noted.isEmpty() ? Endpoint.KNOWN_ADDRESS : noted;
    } catch (IOException e) {
      return Endpoint.KNOWN_ADDRESS;
    }
  }
}
