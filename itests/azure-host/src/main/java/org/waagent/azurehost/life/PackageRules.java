// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What can be said of a package without running it. */
final class PackageRules {
  private static final List<String> SWITCHES =
      List.of(
          "rebootAfterInstall",
          "reportHeartbeat",
          "continueOnUpdateFailure",
          "supportsMultipleExtensions");
  private static final Set<String> UPDATE_MODES =
      Set.of("updatewithinstall", "updatewithoutinstall");
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final String BOM = "\u00ef\u00bb\u00bf";

  private final PackageFiles content;
  private final HandlerManifest manifest;
  private final Verdict verdict;

  PackageRules(PackageFiles content, HandlerManifest manifest, Verdict verdict) {
    this.content = content;
    this.manifest = manifest;
    this.verdict = verdict;
  }

  void look() {
    verdict.tried(Rule.CONTENT);
    content
        .oddities()
        .forEach(odd -> verdict.fail(Rule.CONTENT, odd, "make the zip without such entries"));
    SWITCHES.forEach(this::lookAtSwitch);
    String mode = manifest.handler().has("updateMode") ? text("updateMode") : "UpdateWithInstall";
    if (!UPDATE_MODES.contains(mode.toLowerCase(java.util.Locale.ROOT))) {
      verdict.warn(
          Rule.MANIFEST,
          "updateMode is \"" + mode + "\"",
          "write UpdateWithInstall or UpdateWithoutInstall; anything else means the second");
    }
    verdict.tried(Rule.COMMANDS);
    HandlerManifest.COMMANDS.forEach(this::lookAtCommand);
  }

  private String text(String member) {
    JsonElement value = manifest.handler().get(member);
    return value instanceof JsonPrimitive ? value.getAsString() : String.valueOf(value);
  }

  private void lookAtSwitch(String member) {
    JsonElement value = manifest.handler().get(member);
    if (value != null && !(value instanceof JsonPrimitive p && p.isBoolean())) {
      verdict.warn(
          Rule.MANIFEST,
          member + " is " + value,
          "write true or false; only the text \"true\" is taken for true besides");
    }
  }

  private void lookAtCommand(String command) {
    String line = manifest.line(command);
    if (line.isEmpty()) {
      verdict.fail(
          Rule.COMMANDS,
          command + "Command is missing",
          "name a program of the package, one that only exits with 0 if there is nothing to do");
      return;
    }
    String program = line.split("\\s+")[0].replaceFirst("^/+", "");
    byte[] bytes = content.file(Path.of(program).normalize().toString()).orElse(null);
    if (bytes == null) {
      verdict.fail(
          Rule.COMMANDS,
          command + "Command runs " + program + ", which is not in the package",
          "name it by its path in the package");
      return;
    }
    lookAtProgram(program, bytes);
  }

  private void lookAtProgram(String program, byte[] bytes) {
    if (Arrays.equals(ELF, Arrays.copyOf(bytes, ELF.length))) {
      return;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String first = text.substring(0, Math.max(0, text.indexOf('\n')));
    if (text.startsWith(BOM)) {
      verdict.fail(
          Rule.COMMANDS,
          program + " begins with a byte order mark",
          "save it as UTF-8 without one: the kernel does not find #! behind it");
    } else if (first.endsWith("\r")) {
      verdict.fail(
          Rule.COMMANDS,
          program + " has Windows line ends",
          "save it with \\n: the kernel looks for an interpreter whose name ends in \\r");
    } else if (!first.startsWith("#!")) {
      verdict.warn(
          Rule.COMMANDS,
          program + " is no ELF program and has no #! line",
          "say which interpreter it is for; it is taken for a shell script");
    } else {
      lookAtInterpreter(program, first.substring(2).trim().split("\\s+"));
    }
  }

  private void lookAtInterpreter(String program, String... words) {
    boolean env = words[0].endsWith("/env") && words.length > 1;
    String interpreter = env ? words[1] : words[0];
    boolean there =
        env
            ? Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, interpreter)))
            : Files.isExecutable(Path.of(interpreter));
    if (!there) {
      verdict.fail(
          Rule.COMMANDS,
          program + " is for " + interpreter + ", which is not on this machine",
          "begin with a #!/bin/sh that looks for what there is, or install it here");
    }
  }
}
