// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What lies below {@code Lib.Dir} once all is done: whole, legal, and nothing left over. */
final class Remains {
  private static final Set<String> STATES =
      Set.of("NotInstalled", "Installed", "Enabled", "FailedUpgrade");

  private final Path lib;
  private final List<String> problems = new ArrayList<>();

  Remains(Path lib) {
    this.lib = lib;
  }

  /** Of a handler that {@link KillRun} wanted. */
  List<String> ofInstalled() throws IOException {
    whole();
    Path handler = lib.resolve(KillRun.FULL);
    for (int i = 0; i < KillRun.FILLERS; i++) {
      if (!Files.isRegularFile(handler.resolve("filler/" + i))) {
        problems.add("the handler lacks filler/" + i);
      }
    }
    require(handler.resolve("config/HandlerState"), "Enabled");
    return problems;
  }

  /** Where all handlers are gone. */
  List<String> ofNothing() throws IOException {
    whole();
    try (Stream<Path> all = list(lib)) {
      all.filter(file -> file.getFileName().toString().startsWith("Test."))
          .forEach(left -> problems.add("left over: " + left));
    }
    return problems;
  }

  private void whole() throws IOException {
    try (Stream<Path> all = Files.walk(lib)) {
      all.filter(Files::isRegularFile).forEach(this::look);
    }
    try (Stream<Path> unpacking = list(lib.resolve("state/extension-handler/unpack"))) {
      unpacking.forEach(left -> problems.add("left over: " + left));
    }
  }

  private static Stream<Path> list(Path folder) throws IOException {
    return Files.exists(folder) ? Files.list(folder) : Stream.empty();
  }

  private void look(Path file) {
    String name = file.getFileName().toString();
    if (isJson(name)) {
      parse(file);
    } else if (name.equals("HandlerState") && !STATES.contains(text(file))) {
      problems.add("no state in " + file + ": '" + text(file) + "'");
    } else if (isPackage(file) || name.endsWith(".waagent-part") && isOfHandlers(file)) {
      problems.add("left over: " + lib.relativize(file));
    }
  }

  /** What other parts of the agent leave half written is theirs to sweep, and read by nobody. */
  private boolean isOfHandlers(Path file) {
    Path place = lib.relativize(file);
    return place.getNameCount() == 1
        || place.getName(0).toString().startsWith("Test.")
        || place.startsWith("state/extension-handler");
  }

  private boolean isPackage(Path file) {
    return file.getParent().equals(lib) && file.toString().endsWith(".zip");
  }

  private static boolean isJson(String name) {
    return name.endsWith(".json")
        || name.endsWith(".settings")
        || name.endsWith(".status")
        || name.equals("HandlerStatus");
  }

  private void parse(Path file) {
    try {
      if (JsonParser.parseString(text(file)).isJsonNull()) {
        problems.add("empty: " + file);
      }
    } catch (JsonSyntaxException e) {
      problems.add("torn: " + file + ": " + e.getMessage());
    }
  }

  private void require(Path file, String wanted) {
    if (!text(file).equals(wanted)) {
      problems.add(file + " is not " + wanted + " but '" + text(file) + "'");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
