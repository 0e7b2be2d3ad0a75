// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.plugin.FrameworkProperties;

/**
 * The sets of bundles that updates left below {@code Lib.Dir/features}. One that is damaged must
 * never keep the agent from starting: the one before is taken, and at last the installation's own.
 */
final class FeatureSets {
  /** How often a set is tried that was not found good yet. */
  static final int MOST_STARTS = 3;

  private static final int ID_LENGTH = 16;

  private final Home home;
  private final Path folder;
  private final List<String> troubles = new ArrayList<>();

  FeatureSets(Home home, Path libDir) {
    this.home = home;
    this.folder = libDir.resolve("features");
  }

  /** The set for a command, and for a daemon's command line. Changes nothing. */
  Choice forCommand() throws CommandException {
    if (Home.isNamedByEnvironment()) {
      return installed();
    }
    for (String pointer : List.of(FrameworkProperties.COMMITTED, FrameworkProperties.PREVIOUS)) {
      String line = read(pointer);
      if (line.isEmpty() && pointer.equals(FrameworkProperties.COMMITTED)) {
        return installed();
      }
      Choice choice = line.isEmpty() ? null : take(line, pointer);
      if (choice != null) {
        return choice;
      }
    }
    return installed();
  }

  /** The set for a daemon: one that is staged counts its starts. */
  Choice forDaemon() throws CommandException {
    String line = Home.isNamedByEnvironment() ? "" : read(FrameworkProperties.STAGED);
    Choice choice = line.isEmpty() ? null : staged(line);
    return choice != null ? choice : forCommand();
  }

  /** Id of the set that every start takes; what can't be read is told by a word that is none. */
  String committed() {
    String line = Home.isNamedByEnvironment() ? "" : read(FrameworkProperties.COMMITTED);
    return line.isEmpty() ? FrameworkProperties.INSTALLED : line;
  }

  /** Whether a set still waits to be found good. */
  boolean isStaged(String id) {
    return read(FrameworkProperties.STAGED).startsWith(id + " ");
  }

  private Choice staged(String line) throws CommandException {
    int blank = line.indexOf(' ');
    int starts = blank < 0 ? -1 : number(line.substring(blank + 1));
    if (starts < 0) {
      trouble(FrameworkProperties.STAGED, "the file that names it is damaged");
      return null;
    }
    String id = line.substring(0, blank);
    if (starts >= MOST_STARTS) {
      trouble("staged set " + id, "it was not found good in " + MOST_STARTS + " starts");
      return null;
    }
    try {
      SyncedFile.write(folder.resolve(FrameworkProperties.STAGED), id + " " + (starts + 1) + "\n");
    } catch (IOException e) {
      // Without the count there would be no end of tries.
      trouble("staged set " + id, "its start cannot be counted: " + e);
      return null;
    }
    return take(id, FrameworkProperties.STAGED);
  }

  private Choice take(String id, String how) throws CommandException {
    if (id.equals(FrameworkProperties.INSTALLED)) {
      return new Choice(home.feature(), id, how, told(), Optional.empty());
    }
    if (!isId(id)) {
      trouble(how + " set", "the file that names it is damaged");
      return null;
    }
    try {
      Feature feature = set(id);
      Optional<SetLauncher> launcher =
          feature.classPath().isEmpty()
              ? Optional.empty()
              : Optional.of(SetLauncher.load(home.lib(), feature.classPath()));
      return new Choice(feature, id, how, told(), launcher);
    } catch (DamagedSetException e) {
      trouble(how + " set " + id, e.getMessage());
      return null;
    }
  }

  private Choice installed() throws CommandException {
    return new Choice(
        home.feature(),
        FrameworkProperties.INSTALLED,
        FrameworkProperties.COMMITTED,
        told(),
        Optional.empty());
  }

  /** The set that another launcher chose before it handed over to this one. */
  Choice chosen(String id, String how, String trouble) throws CommandException {
    try {
      Feature feature = id.equals(FrameworkProperties.INSTALLED) ? home.feature() : set(id);
      return new Choice(feature, id, how, trouble, Optional.empty());
    } catch (DamagedSetException e) {
      throw new CommandException(ExitCode.FAILED, how + " set " + id + ": " + e.getMessage());
    }
  }

  private Feature set(String id) throws CommandException, DamagedSetException {
    Path set = folder.resolve("sets").resolve(id);
    return Feature.readSet(set.resolve("bundles.list"), set.resolve("verbs.list"), home);
  }

  private String read(String pointer) {
    try {
      String text = Files.readString(folder.resolve(pointer)).strip();
      return text.isEmpty() ? "damaged" : text;
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Others than root see what is installed.
      return "";
    } catch (IOException e) {
      return "damaged";
    }
  }

  private void trouble(String what, String why) {
    troubles.add(what + " is passed over: " + why);
  }

  private String told() {
    return String.join("; ", troubles);
  }

  private static boolean isId(String text) {
    if (text.length() != ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < ID_LENGTH; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
