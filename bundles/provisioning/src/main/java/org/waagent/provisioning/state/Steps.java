// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The journal of a machine's provisioning: which steps were begun and which were done. A killed
 * agent's successor goes on from there.
 *
 * <p>One line each: the machine's id first, then {@code begun <key>} and {@code done <key>} with
 * the key of a step. A journal of another machine came with the image and counts as none.
 */
public final class Steps {
  private static final int MOST = 256 * 1024;
  private static final String BEGUN = "begun ";
  private static final String DONE = "done ";

  private final Files files;
  private final Path file;
  private final String machine;
  private final Set<String> lines = new LinkedHashSet<>();

  private Steps(Files files, Path file, String machine) {
    this.files = files;
    this.file = file;
    this.machine = machine;
  }

  /**
   * Reads it.
   *
   * @param folder of the plugin's state
   * @param machine id of this machine
   */
  public static Steps read(Files files, Path folder, String machine) throws IOException {
    Steps steps = new Steps(files, folder.resolve("steps"), machine);
    try {
      List<String> kept = files.readText(steps.file, MOST).lines().toList();
      if (!kept.isEmpty() && kept.get(0).equals("machine " + machine)) {
        kept.stream().skip(1).map(Steps::renewed).forEach(steps.lines::add);
      }
    } catch (NoSuchFileException e) {
      return steps;
    }
    return steps;
  }

  private static String renewed(String line) {
    String word = line.startsWith(DONE) ? DONE : BEGUN;
    return line.startsWith(word) ? word + FormerNames.key(line.substring(word.length())) : line;
  }

  /** Whether nothing was ever begun on this machine. */
  public synchronized boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Whether a step was begun, and done or not. */
  public synchronized boolean isBegun(String step) {
    return lines.contains(BEGUN + step);
  }

  /** Whether a step was done. */
  public synchronized boolean isDone(String step) {
    return lines.contains(DONE + step);
  }

  /** Written before a step is made. */
  public void begin(String step) throws IOException {
    add(BEGUN + step);
  }

  /** Written after it. */
  public void done(String step) throws IOException {
    add(DONE + step);
  }

  private synchronized void add(String line) throws IOException {
    if (lines.add(line)) {
      try {
        String text = "machine " + machine + "\n" + String.join("\n", lines) + "\n";
        files.makeFolder(file.getParent(), Mode.OWNER_FOLDER);
        files.write(file, text.getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
      } catch (IOException e) {
        lines.remove(line);
        throw e;
      }
    }
  }
}
