// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The programs a feature declared, by name or by full path. */
final class ProgramRules {
  /** Variables that make a program run something else than what it is. */
  private static final Pattern STEERING =
      Pattern.compile(
          "PATH|IFS|ENV|BASH_.*|SHELLOPTS|LD_.*|GCONV_PATH|PYTHON.*|PERL5?.*|RUBY.*|NODE_.*"
              + "|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS");

  /** A line without anything the shell gives a meaning to. */
  private static final Pattern PLAIN_LINE = Pattern.compile("[A-Za-z0-9_./=:,@%+ -]*");

  private static final List<String> SHELL = List.of("sh", "/bin/sh");

  private final List<String> declared;
  private final Function<String, Optional<Path>> find;

  /**
   * @param find where a program of a name is on the machine
   */
  ProgramRules(List<String> declared, Function<String, Optional<Path>> find) {
    this.declared = declared;
    this.find = find;
  }

  /** Whether a program may be run, as a command names it. */
  boolean allow(String program) {
    if (declared.contains(program)) {
      return true;
    }
    return program.startsWith("/")
        && declared.stream()
            .filter(name -> name.indexOf('/') < 0)
            .map(find)
            .anyMatch(at -> at.isPresent() && at.get().toString().equals(program));
  }

  /**
   * Whether a line for the shell may be run: any if the shell is declared, else one that starts a
   * declared program with plain words.
   */
  boolean allowLine(String line) {
    if (SHELL.stream().anyMatch(declared::contains)) {
      return true;
    }
    String program = line.strip().split(" ", 2)[0];
    return PLAIN_LINE.matcher(line).matches() && program.indexOf('=') < 0 && allow(program);
  }

  /** The first of these variables that may not be set. */
  static Optional<String> steering(Collection<String> variables) {
    return variables.stream().filter(name -> STEERING.matcher(name).matches()).sorted().findFirst();
  }
}
