// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** The files and folders a handler finds: environment, settings, and what is carried over. */
public final class HandlerFiles {
  private static final int LARGEST_ENVIRONMENT = 1 << 20;
  private static final String SEQUENCE_FILE = "mrseq";

  private final Files files;
  private final Clock clock;
  private final Path logs;

  /**
   * @param files where they are
   * @param clock dates status files
   * @param directories says where extensions log
   */
  public HandlerFiles(Files files, Clock clock, Directories directories) {
    this.files = files;
    this.clock = clock;
    this.logs = directories.extensionLogs();
  }

  /** Folder of a handler's logs. */
  public Path logs(HandlerName name) {
    return logs.resolve(name.text());
  }

  /** Makes the folders of a version and tells it where they are. */
  public void prepare(HandlerFolder folder) throws IOException {
    files.makeFolder(folder.config(), Mode.OWNER_FOLDER);
    files.makeFolder(folder.status(), Mode.OWNER_FOLDER);
    Path log = logs(folder.name());
    files.makeFolder(log, Mode.PUBLIC_FOLDER);
    files.makeFolder(log.resolve("events"), Mode.OWNER_FOLDER);
    environment(folder);
  }

  /** Tells a version where its folders are, unless it is told already. */
  public void environment(HandlerFolder folder) throws IOException {
    byte[] wanted = Json.bytes(EnvironmentDocument.of(folder, logs(folder.name())));
    if (!Arrays.equals(wanted, existing(folder.environment()))) {
      files.write(folder.environment(), wanted, Mode.OWNER_ONLY);
    }
  }

  private byte[] existing(Path file) throws IOException {
    try {
      return files.read(file, LARGEST_ENVIRONMENT);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /**
   * Writes the settings of a unit.
   *
   * @throws MalformedJson if the public settings are no JSON
   */
  public void settings(HandlerFolder folder, Unit unit) throws IOException {
    files.makeFolder(folder.config(), Mode.OWNER_FOLDER);
    files.write(folder.settings(unit), SettingsDocument.of(unit), Mode.OWNER_ONLY);
  }

  /** Writes an error as the status of a unit, in the extension's place. */
  public void errorStatus(
      HandlerFolder folder, Unit unit, String operation, int code, String message)
      throws IOException {
    files.makeFolder(folder.path(), Mode.PUBLIC_FOLDER);
    files.makeFolder(folder.status(), Mode.OWNER_FOLDER);
    files.write(
        folder.status(unit),
        Json.bytes(Placeholder.of(unit, operation, code, message, clock.instant())),
        Mode.OWNER_ONLY);
  }

  /** The same, unless the unit has a status: the extension may have written its own. */
  public void errorStatusIfMissing(
      HandlerFolder folder, Unit unit, String operation, int code, String message)
      throws IOException {
    if (!files.exists(folder.status(unit))) {
      errorStatus(folder, unit, operation, code, message);
    }
  }

  /** Gives a new version what the old one remembers: sequence numbers and status files. */
  public void carryOver(HandlerFolder from, HandlerFolder to) throws IOException {
    for (String name : files.list(from.path())) {
      if (name.equals(SEQUENCE_FILE) || name.endsWith("." + SEQUENCE_FILE)) {
        copyFile(from.path().resolve(name), to.path().resolve(name));
      }
    }
    files.makeFolder(to.status(), Mode.OWNER_FOLDER);
    for (String name : files.list(from.status())) {
      copyFile(from.status().resolve(name), to.status().resolve(name));
    }
  }

  private void copyFile(Path from, Path to) throws IOException {
    if (files.look(from).map(facts -> facts.kind() == FileFacts.Kind.FILE).orElse(false)) {
      files.copy(from, to);
    }
  }
}
