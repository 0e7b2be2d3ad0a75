// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.waagent.goalstate.Secret;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.SecurityLabels;

/** The file of password hashes: {@code shadow(5)}, or {@code master.passwd(5)} on the BSDs. */
final class PasswordFile {
  private static final int MOST = 16 * 1024 * 1024;
  private static final int HASH_FIELD = 1;
  private static final int END_FIELD = 7;
  private static final String ROOT_LINE = "root:*LOCK*:14600::::::";

  private final Path path;
  private final Root root;
  private final Files files;
  private final SecurityLabels labels;

  PasswordFile(Path path, Root root, Files files, SecurityLabels labels) {
    this.path = path;
    this.root = root;
    this.files = files;
    this.labels = labels;
  }

  Path path() {
    return path;
  }

  boolean isRootLocked() throws IOException {
    if (!files.exists(path)) {
      return false;
    }
    for (String line : lines()) {
      String[] fields = line.split(":", -1);
      if (fields[0].equals("root") && fields.length > 1) {
        return fields[1].startsWith("*") || fields[1].startsWith("!");
      }
    }
    return true;
  }

  private List<String> lines() throws IOException {
    return files.readText(path, MOST).lines().toList();
  }

  /** Its line goes, and one that no password fits stands first. A missing file is made. */
  void lockRoot() throws IOException, InterruptedException {
    change(
        lines -> {
          List<String> changed = new ArrayList<>(List.of(ROOT_LINE));
          lines.stream().filter(line -> !line.startsWith("root:")).forEach(changed::add);
          return changed;
        });
  }

  /** Sets the second field of an account's line. */
  void hash(String user, Secret hash) throws IOException, InterruptedException {
    change(
        lines -> lines.stream().map(line -> with(line, user, HASH_FIELD, hash.reveal())).toList());
  }

  /** Sets the eighth field of an account's line: the day it ends at, counted from 1970 on. */
  void expires(String user, LocalDate day) throws IOException, InterruptedException {
    String days = Long.toString(day.toEpochDay());
    if (!files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    change(lines -> lines.stream().map(line -> with(line, user, END_FIELD, days)).toList());
  }

  private static String with(String line, String user, int field, String text) {
    String[] fields = line.split(":", -1);
    if (!fields[0].equals(user) || fields.length <= field) {
      return line;
    }
    fields[field] = text;
    return String.join(":", fields);
  }

  private void change(UnaryOperator<List<String>> how) throws IOException, InterruptedException {
    try (FileChannel channel = lockFile()) {
      // Released with the channel.
      channel.lock();
      boolean isThere = files.exists(path);
      List<String> changed = how.apply(isThere ? lines() : List.of());
      String text = String.join("\n", changed) + "\n";
      files.write(path, text.getBytes(StandardCharsets.UTF_8), files.modeOr(path, Mode.OWNER_ONLY));
    }
    labels.restore(List.of(path));
  }

  /** What {@code lckpwdf(3)} locks, so that no other program writes at the same time. */
  private FileChannel lockFile() throws IOException {
    Path file = root.follow(Path.of(DistroTable.PASSWORD_LOCK));
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        Permissions.attribute(Mode.OWNER_ONLY));
  }
}
