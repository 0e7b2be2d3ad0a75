// SPDX-License-Identifier: Apache-2.0
package com.example.greeting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The file this feature owns.
 *
 * <p>It lies in the folder that every feature may write to without a word in {@code feature.json}:
 * {@code Lib.Dir/state/<name of the feature>}.
 */
final class GreetingFile {
  private static final String FEATURE = "example.greeting";
  private static final int LONGEST = 65_536;

  private final Files files;
  private final Path path;
  private final byte[] wanted;

  GreetingFile(Files files, Directories directories, Config config) {
    this.files = files;
    this.path = directories.state(FEATURE).resolve("greeting");
    this.wanted = (config.text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  Path path() {
    return path;
  }

  /** Whether it is as it should be. */
  boolean isAsWanted() throws IOException {
    return files.exists(path) && Arrays.equals(wanted, files.read(path, LONGEST));
  }

  void write() throws IOException {
    files.makeFolder(path.getParent(), Mode.OWNER_FOLDER);
    files.write(path, wanted, Mode.PUBLIC);
  }

  boolean isThere() {
    return files.exists(path);
  }

  void delete() throws IOException {
    files.delete(path);
  }
}
