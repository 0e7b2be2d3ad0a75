// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Output;

/** The folder of one recorded command. */
final class RecordFolder {
  private static final int MOST = 4096;
  private static final String TICKET = "ticket";
  private static final List<String> FILES = List.of(TICKET, "pid", "exit", "stdout", "stderr");

  private final Files files;
  private final Path folder;

  RecordFolder(Files files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * Which process was started.
   *
   * @param boot id of the boot it was started in
   * @param birth its start time in that boot, see {@link Births}
   * @param started when, by the machine's clock
   */
  record Identity(long pid, String boot, String birth, Instant started) {}

  /** Empty if nothing was started, the recorder did not come so far, or the record is no record. */
  Optional<Identity> identity() throws IOException {
    Path file = folder.resolve("pid");
    Optional<String> line = line(file);
    Optional<FileFacts> facts = files.look(file);
    if (line.isEmpty() || facts.isEmpty()) {
      return Optional.empty();
    }
    String[] words = line.get().split(" ", 3);
    try {
      long pid = Long.parseLong(words[0]);
      return Optional.of(new Identity(pid, words[1], words[2], facts.get().modified()));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Empty if the command has not ended, or nobody can read how. */
  Optional<Integer> exitCode() throws IOException {
    Optional<String> line = line(folder.resolve("exit"));
    try {
      return line.map(Integer::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Lets the recorder that knows this word run its line, and no other one. */
  void permit(String word) throws IOException {
    files.append(folder.resolve(TICKET), (word + "\n").getBytes(US_ASCII), Mode.OWNER_ONLY);
  }

  /** No recorder that has not written its process id by now runs its line any more. */
  void revoke() throws IOException {
    files.delete(folder.resolve(TICKET));
  }

  /** How long the command ran, if it has ended. */
  Duration took() throws IOException {
    Optional<FileFacts> begin = files.look(folder.resolve("pid"));
    Optional<FileFacts> end = files.look(folder.resolve("exit"));
    if (begin.isEmpty() || end.isEmpty()) {
      return Duration.ZERO;
    }
    Duration took = Duration.between(begin.get().modified(), end.get().modified());
    return took.isNegative() ? Duration.ZERO : took;
  }

  Output output() throws IOException {
    return new Output(ends(folder.resolve("stdout")), ends(folder.resolve("stderr")));
  }

  /** Something may have changed when this tells so. */
  Closeable watch(Runnable changed) throws IOException {
    return files.watch(folder.resolve("exit"), changed);
  }

  void clear() throws IOException {
    for (String name : FILES) {
      files.delete(folder.resolve(name));
    }
  }

  void forget() throws IOException {
    clear();
    if (files.list(folder).isEmpty()) {
      files.delete(folder);
    }
  }

  /** A line without its end is still being written. */
  private Optional<String> line(Path file) throws IOException {
    Optional<FileFacts> facts = files.look(file);
    if (facts.isEmpty() || facts.get().kind() != FileFacts.Kind.FILE) {
      return Optional.empty();
    }
    try {
      String text = files.readText(file, MOST);
      return text.endsWith("\n") ? Optional.of(text.strip()) : Optional.empty();
    } catch (NoSuchFileException | FileTooLargeException e) {
      return Optional.empty();
    }
  }

  private String ends(Path file) throws IOException {
    HeadTail kept = new HeadTail(HeadTail.EACH);
    long size = files.look(file).map(FileFacts::size).orElse(0L);
    if (size == 0) {
      return "";
    }
    try (InputStream in = files.open(file)) {
      copy(in, kept, HeadTail.EACH);
      long between = size - 2L * HeadTail.EACH;
      if (between > 0) {
        kept.skip(in.skip(between));
      }
      copy(in, kept, HeadTail.EACH);
    }
    return kept.text();
  }

  private static void copy(InputStream in, HeadTail kept, int most) throws IOException {
    byte[] bytes = in.readNBytes(most);
    kept.add(bytes, bytes.length);
  }
}
