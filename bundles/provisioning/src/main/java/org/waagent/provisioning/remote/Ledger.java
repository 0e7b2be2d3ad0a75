// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * What was last done for each account: a line with its name, the second it expires at and a digest
 * of its encrypted password. So a wish that stays the same is not granted again.
 */
final class Ledger {
  private static final int MOST = 1024 * 1024;

  private final Files files;
  private final Path file;

  /**
   * @param folder of the plugin's state
   */
  Ledger(Files files, Path folder) {
    this.files = files;
    this.file = folder.resolve("accounts");
  }

  /** Whether a wish was granted as it is. */
  boolean has(Wish wish) throws IOException {
    return line(wish).equals(lines().get(wish.name()));
  }

  void granted(Wish wish) throws IOException {
    Map<String, String> lines = lines();
    lines.put(wish.name(), line(wish));
    write(lines);
  }

  void gone(String name) throws IOException {
    Map<String, String> lines = lines();
    if (lines.remove(name) != null) {
      write(lines);
    }
  }

  private Map<String, String> lines() throws IOException {
    Map<String, String> lines = new TreeMap<>();
    try {
      files
          .readText(file, MOST)
          .lines()
          .forEach(line -> lines.put(line.replaceFirst(" .*", ""), line));
    } catch (NoSuchFileException e) {
      return lines;
    }
    return lines;
  }

  private void write(Map<String, String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.values().forEach(line -> text.append(line).append('\n'));
    files.makeFolder(file.getParent(), Mode.OWNER_FOLDER);
    files.write(file, text.toString().getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
  }

  private static String line(Wish wish) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(wish.password().bytes());
      return wish.name()
          + " "
          + wish.expires().getEpochSecond()
          + " "
          + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
