// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for texts of the protected settings where others can read. */
final class SecretRules {
  private static final int SHORTEST = 6;
  private static final String TODO = "never print or write protected settings; log their names";

  private final Verdict verdict;
  private final Set<String> secrets = new LinkedHashSet<>();

  SecretRules(Verdict verdict, Optional<String> protectedSettings) {
    this.verdict = verdict;
    protectedSettings.ifPresent(text -> collect(JsonParser.parseString(text)));
    if (secrets.isEmpty()) {
      verdict.skip(
          Rule.SECRETS, "--protected gives no text of " + SHORTEST + " characters or more");
    } else {
      verdict.tried(Rule.SECRETS);
    }
  }

  private void collect(JsonElement element) {
    if (element.isJsonObject()) {
      element.getAsJsonObject().asMap().values().forEach(this::collect);
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(this::collect);
    } else if (element.isJsonPrimitive() && element.getAsString().length() >= SHORTEST) {
      secrets.add(element.getAsString());
    }
  }

  /** Logs, events and statuses: read by others. */
  void logs(Path folder) {
    files(folder).forEach(file -> in(file, "the file " + file.getFileName(), true));
  }

  /** The handler's own folder: read by root only, but left on the disk. */
  void own(Path folder) {
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString();
      in(file, name, name.startsWith("status/"));
    }
  }

  void text(String place, String text) {
    look(place, text, true);
  }

  /** Command lines, which every user can see. */
  void processes(List<Running> all) {
    all.forEach(
        each -> look("the command line of process " + each.handle().pid(), each.line(), false));
  }

  private void in(Path file, String place, boolean grave) {
    if (secrets.isEmpty()) {
      return;
    }
    try {
      look(place, new String(Files.readAllBytes(file), StandardCharsets.UTF_8), grave);
    } catch (IOException gone) {
      return;
    }
  }

  private void look(String place, String text, boolean grave) {
    if (secrets.stream().noneMatch(text::contains)) {
      return;
    }
    String seen = "a protected setting is in " + place;
    if (grave) {
      verdict.fail(Rule.SECRETS, seen, TODO);
    } else {
      verdict.warn(Rule.SECRETS, seen, "keep it in memory, or hand it on by a pipe");
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException | java.io.UncheckedIOException gone) {
      return List.of();
    }
  }
}
