// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Directories;
import org.waagent.os.FileFacts;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** The handlers below {@code Lib.Dir}: which there are, and their state files. */
public final class HandlerStore {
  private static final int LARGEST_STATE = 1 << 20;
  private static final Optional<String> NONSENSE = Optional.of("");
  private static final String SETTINGS_ENABLED = "enabled";
  private static final String SETTINGS_DISABLED = "disabled";

  private final Files files;
  private final Path lib;

  /**
   * @param files where they are
   * @param directories says where {@code Lib.Dir} is
   */
  public HandlerStore(Files files, Directories directories) {
    this.files = files;
    this.lib = directories.lib();
  }

  /** The folder of a version, whether it exists or not. */
  public HandlerFolder folder(HandlerName name, String version) {
    return new HandlerFolder(lib, name, version);
  }

  /** Every handler folder there is, sorted by name. */
  public List<HandlerFolder> all() throws IOException {
    List<HandlerFolder> found = new ArrayList<>();
    for (String entry : files.list(lib)) {
      Optional<HandlerFolder> folder = HandlerFolder.of(lib, entry);
      if (folder.isPresent() && isHandler(folder.get())) {
        found.add(folder.get());
      }
    }
    return found;
  }

  /** A folder that happens to have such a name, but was not made by an agent, is left alone. */
  private boolean isHandler(HandlerFolder folder) {
    return files.exists(folder.config()) || files.exists(folder.manifest());
  }

  /** Folders of all versions of one handler. */
  public List<HandlerFolder> versions(HandlerName name) throws IOException {
    List<HandlerFolder> found = new ArrayList<>();
    String prefix = name.text() + "-";
    for (String entry : files.list(lib)) {
      Optional<HandlerFolder> folder =
          entry.startsWith(prefix) ? HandlerFolder.of(lib, entry) : Optional.empty();
      if (folder.isPresent() && folder.get().name().equals(name) && isHandler(folder.get())) {
        found.add(folder.get());
      }
    }
    return found;
  }

  /** The highest version that is installed. */
  public Optional<HandlerFolder> installed(HandlerName name) throws IOException {
    List<HandlerFolder> installed = new ArrayList<>();
    for (HandlerFolder folder : versions(name)) {
      if (!state(folder).needsInstall()) {
        installed.add(folder);
      }
    }
    return installed.stream().max(Comparator.comparing(HandlerFolder::order));
  }

  /** How far a version is; a missing file means not installed. */
  public HandlerState state(HandlerFolder folder) throws IOException {
    return HandlerState.of(text(folder.stateFile()).orElse(""));
  }

  /** Notes how far a version is. */
  public void state(HandlerFolder folder, HandlerState state) throws IOException {
    writeState(folder, folder.stateFile(), state.text().getBytes(UTF_8));
  }

  /** The status last noted; empty if there is none, or nobody can read it. */
  public Optional<HandlerStatus> status(HandlerFolder folder) throws IOException {
    return text(folder.statusFile()).flatMap(text -> HandlerStatus.of(folder, text));
  }

  /** Notes a status. */
  public void status(Unit unit, HandlerFolder folder, String status, int code, String message)
      throws IOException {
    boolean multiConfig = unit.handler().multiConfig();
    status(folder, status, code, message, multiConfig);
  }

  /** Notes a status. */
  public void status(
      HandlerFolder folder, String status, int code, String message, boolean multiConfig)
      throws IOException {
    HandlerStatus value =
        new HandlerStatus(
            folder.name().text(), folder.version(), status, code, message, multiConfig);
    writeState(folder, folder.statusFile(), Json.bytes(value.json()));
  }

  /** Whether one of several settings is noted as enabled. */
  public boolean isEnabled(HandlerFolder folder, String settings) throws IOException {
    return text(folder.stateFile(settings)).orElse("").strip().equals(SETTINGS_ENABLED);
  }

  /** Notes whether one of several settings is enabled. */
  public void enabled(HandlerFolder folder, String settings, boolean enabled) throws IOException {
    String text = enabled ? SETTINGS_ENABLED : SETTINGS_DISABLED;
    writeState(folder, folder.stateFile(settings), text.getBytes(UTF_8));
  }

  /** Names of the settings of a version that are noted as enabled, sorted. */
  public List<String> enabledSettings(HandlerFolder folder) throws IOException {
    String suffix = ".HandlerState";
    List<String> names = new ArrayList<>();
    for (String file : names(folder.config())) {
      if (file.endsWith(suffix)) {
        String name = file.substring(0, file.length() - suffix.length());
        if (!name.isEmpty() && isEnabled(folder, name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** What is in a folder; nothing where something else is in its place. */
  private List<String> names(Path folder) throws IOException {
    boolean is = files.look(folder).map(f -> f.kind() == FileFacts.Kind.FOLDER).orElse(false);
    return is ? files.list(folder) : List.of();
  }

  /** Removes what belongs to one of several settings. */
  public void removeSettings(HandlerFolder folder, String settings) throws IOException {
    deleteNumbered(folder.config(), settings + ".", ".settings");
    deleteNumbered(folder.status(), settings + ".", ".status");
    files.delete(folder.stateFile(settings));
  }

  private void deleteNumbered(Path folder, String prefix, String suffix) throws IOException {
    for (String file : names(folder)) {
      int middle = file.length() - suffix.length();
      if (file.startsWith(prefix)
          && file.endsWith(suffix)
          && middle > prefix.length()
          && file.substring(prefix.length(), middle).chars().allMatch(Character::isDigit)) {
        files.delete(folder.resolve(file));
      }
    }
  }

  /** Removes a version with its package. What it logged stays. */
  public void remove(HandlerFolder folder) throws IOException {
    // The state goes first: a folder that is half removed must never count as installed.
    files.delete(folder.stateFile());
    ProgramPlace.delete(files, folder.path());
    files.delete(folder.zip());
  }

  private void writeState(HandlerFolder folder, Path file, byte[] content) throws IOException {
    if (files.target(folder.path()).isPresent() && !files.exists(folder.path())) {
      files.delete(folder.path());
    }
    // A synced write costs more than all the rest; most states stay as they are.
    if (text(file).equals(Optional.of(new String(content, UTF_8)))) {
      return;
    }
    files.makeFolder(folder.path(), Mode.PUBLIC_FOLDER);
    files.makeFolder(folder.config(), Mode.OWNER_FOLDER);
    files.write(file, content, Mode.OWNER_ONLY);
  }

  private Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(files.readText(file, LARGEST_STATE));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileTooLargeException e) {
      return NONSENSE;
    } catch (IOException e) {
      if (files.look(file).map(facts -> facts.kind() == FileFacts.Kind.FILE).orElse(false)) {
        throw new IOException("can't read " + file + ": " + e.getMessage(), e);
      }
      return NONSENSE;
    }
  }
}
