// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.waagent.os.Accounts.Rights;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Shell;

/**
 * The rules that let accounts work as the super user: {@code sudoers(5)} or {@code doas.conf(5)}.
 */
final class Superusers {
  private static final int MOST = 1024 * 1024;
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Mode SUDO_MODE = Mode.of(0440);
  private static final Mode SUDO_FOLDER = Mode.of(0750);

  private final Files files;
  private final Shell shell;
  private final Kind kind;
  private final Path folder;

  /** What the system has. */
  enum Kind {
    SUDO,
    DOAS,
    NONE
  }

  /**
   * @param folder of rules for sudo
   */
  Superusers(Files files, Shell shell, Kind kind, Path folder) {
    this.files = files;
    this.shell = shell;
    this.kind = kind;
    this.folder = folder;
  }

  private Path file() {
    return kind == Kind.DOAS ? Path.of(DistroTable.DOAS_CONF) : folder.resolve("waagent");
  }

  private String rule(String user, Rights rights) {
    boolean asks = rights == Rights.WITH_PASSWORD;
    return kind == Kind.DOAS
        ? "permit keepenv " + (asks ? "persist " : "nopass ") + user
        : user + " ALL=(ALL) " + (asks ? "ALL" : "NOPASSWD: ALL");
  }

  private boolean isOf(String line, String user) {
    String[] words = line.strip().split("\\s+");
    // A rule of doas names the account last, one of sudo first.
    return words[kind == Kind.DOAS ? words.length - 1 : 0].equals(user);
  }

  boolean has(String user, Rights rights) throws IOException {
    String rule = rule(user, rights);
    return kind == Kind.NONE
        || lines().stream().anyMatch(line -> line.stripTrailing().equals(rule));
  }

  private List<String> lines() throws IOException {
    return files.exists(file())
        ? new ArrayList<>(files.readText(file(), MOST).lines().toList())
        : new ArrayList<>();
  }

  void allow(String user, Rights rights) throws IOException, InterruptedException {
    if (has(user, rights)) {
      return;
    }
    List<String> lines = lines();
    if (kind == Kind.SUDO) {
      makeFolder();
    } else if (lines.isEmpty()) {
      lines.add("permit keepenv nopass root");
    }
    lines.add(rule(user, rights));
    put(lines);
  }

  /** A folder that is not there is not read by sudo either. */
  private void makeFolder() throws IOException {
    if (files.exists(folder)) {
      return;
    }
    files.makeFolder(folder, SUDO_FOLDER);
    Path main = folder.resolveSibling("sudoers");
    String text = files.exists(main) ? files.readText(main, MOST) : "";
    // Newer versions spell it with an at sign.
    if (text.lines()
        .noneMatch(
            line ->
                line.strip().matches("[#@]includedir\\s+" + Pattern.quote(folder.toString())))) {
      files.write(main, utf8(text + "\n#includedir " + folder + "\n"), SUDO_MODE);
    }
  }

  void disallow(String user) throws IOException, InterruptedException {
    List<String> lines = lines();
    if (kind != Kind.NONE && lines.removeIf(line -> isOf(line, user))) {
      put(lines);
    }
  }

  private void put(List<String> lines) throws IOException, InterruptedException {
    byte[] content = utf8(lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    if (kind == Kind.DOAS) {
      files.write(file(), content, Mode.PUBLIC);
      return;
    }
    // One file that is wrong makes sudo refuse everybody; names with a dot it does not read.
    Path draft = folder.resolve("waagent.new");
    files.write(draft, content, SUDO_MODE);
    try {
      check(draft);
      files.move(draft, file());
    } finally {
      files.delete(draft);
    }
  }

  private void check(Path draft) throws IOException, InterruptedException {
    if (shell.find(DistroTable.VISUDO).isPresent()) {
      Command command = Command.of(DistroTable.VISUDO, "-cf", draft.toString());
      Answers.inTime(shell, command.within(TIME));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
