// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.Settings;
import org.waagent.azurehost.StatusDocument;

/**
 * Five extensions that go through a whole life together: a plain one, one that depends on it, one
 * with two configurations, one that works on in the background, and one whose install fails.
 */
final class Five {
  static final String PLAIN = "Test.Plain";
  static final String LEVEL = "Test.Level";
  static final String MANY = "Test.Many";
  static final String BACK = "Test.Back";
  static final String FAIL = "Test.Fail";
  static final List<String> NAMES = List.of(PLAIN, LEVEL, MANY, BACK, FAIL);

  private static final List<String> COMMANDS =
      List.of("install", "enable", "update", "disable", "uninstall");
  private static final String WORK = "sleep 0.1";
  private static final String BACKGROUND = "0.4";
  private static final int FAILURE = 1007;

  private final KillScene scene;

  Five(KillScene scene) {
    this.scene = scene;
  }

  /** A part of their life: its goal state, and about how many lines its commands note. */
  enum Part {
    INSTALL(20, "1.0.0"),
    SETTINGS(12, "1.0.0"),
    UPDATE(42, "2.0.0"),
    DISABLE(10, "2.0.0"),
    UNINSTALL(16, "2.0.0");

    private final int lines;
    private final String version;

    Part(int lines, String version) {
      this.lines = lines;
      this.version = version;
    }

    int lines() {
      return lines;
    }
  }

  GoalState goal(Part part) {
    Extension plain = extension(PLAIN, part).settings("{}").level(1);
    Extension level = extension(LEVEL, part).settings("{}").level(2);
    Extension back = extension(BACK, part).settings("{}");
    // At the highest level, where its failure keeps nobody else from running.
    Extension fail = extension(FAIL, part).settings("{}").level(2);
    int number = part.ordinal();
    List<Extension> all = new ArrayList<>();
    Stream.of(level, back, fail, plain).map(e -> e.sequenceNumber(number)).forEach(all::add);
    all.add(
        extension(MANY, part)
            .config("one", Settings.of("{}").sequenceNumber(number))
            .config("two", Settings.of("{}").sequenceNumber(number)));
    return GoalState.of(all.stream().map(e -> asked(e, part)).toArray(Extension[]::new));
  }

  private static Extension asked(Extension extension, Part part) {
    if (part == Part.UNINSTALL) {
      return extension.uninstall();
    }
    boolean off = part == Part.DISABLE && extension.name().equals(PLAIN);
    return off ? extension.disabled() : extension;
  }

  private Extension extension(String name, Part part) {
    ShellHandler handler = handler(name, part.version);
    return part.version.equals("2.0.0")
        ? handler.extension().publishing("1.0.0", handler(name, "1.0.0").zip())
        : handler.extension();
  }

  private ShellHandler handler(String name, String version) {
    ShellHandler handler = ShellHandler.named(name, scene.trace()).version(version);
    String deed = name + " " + version + " $1 ${ConfigExtensionName:--} ";
    for (String command : COMMANDS) {
      String shell = scene.noting(deed + "begin") + "; " + WORK + "; " + scene.noting(deed + "end");
      handler = handler.on(command, shell + behind(name, command));
    }
    return name.equals(MANY)
        ? handler.with("supportsMultipleExtensions", new JsonPrimitive(true))
        : handler;
  }

  private String behind(String name, String command) {
    if (name.equals(FAIL) && command.equals("install")) {
      return "; echo \"run $$\" > ../failed; echo \"run $$\"; exit 3";
    }
    if (name.equals(BACK) && command.equals("enable")) {
      String begin = scene.noting("work begin $seq");
      String end = scene.noting("work end $seq");
      return "\n("
          + begin
          + "; sleep "
          + BACKGROUND
          + "; echo '[{\"version\": 1, \"timestampUTC\": \"2026-01-01T00:00:00Z\", \"status\":"
          + " {\"name\": \"Back\", \"status\": \"success\", \"code\": 0}}]' > status/$seq.new.$$;"
          + " mv status/$seq.new.$$ status/$seq.status; "
          + end
          + ") & exit 0";
    }
    return "";
  }

  /** Whether a status says that all is as a part wants it. */
  boolean isReached(Part part, StatusDocument status) {
    if (part == Part.UNINSTALL) {
      return status.goalStateSucceeded() && status.handlers().isEmpty();
    }
    HandlerStatus plain = status.handler(PLAIN);
    boolean off = part == Part.DISABLE;
    return status.goalStateSucceeded()
        && (off ? plain.message().equals("Plugin disabled") : is(plain, part))
        && is(status.handler(LEVEL), part)
        && is(status.handler(BACK), part)
        && is(status.handler(MANY, "one"), part)
        && is(status.handler(MANY, "two"), part)
        && status.handler(FAIL).code() == FAILURE;
  }

  private static boolean is(HandlerStatus handler, Part part) {
    return handler.hasSucceeded(part.ordinal()) && handler.isReady(part.version);
  }

  /** What must have been run for a part, each with the handler's name before it. */
  List<String> wanted(Part part) {
    List<String> wanted = new ArrayList<>();
    for (String name : List.of(PLAIN, LEVEL, BACK, MANY)) {
      List<String> units = name.equals(MANY) ? List.of("one", "two") : List.of("-");
      for (String command : commands(part, name.equals(PLAIN))) {
        units.forEach(unit -> wanted.add(handlerWide(name + " " + command + " " + unit)));
      }
    }
    if (part != Part.UNINSTALL) {
      wanted.add(FAIL + " " + part.version + " install");
    }
    return wanted;
  }

  private static List<String> commands(Part part, boolean plain) {
    return switch (part) {
      case INSTALL -> List.of("1.0.0 install", "1.0.0 enable");
      case SETTINGS -> List.of("1.0.0 enable");
      case UPDATE ->
          List.of(
              "1.0.0 disable", "2.0.0 update", "1.0.0 uninstall", "2.0.0 install", "2.0.0 enable");
      case DISABLE -> List.of(plain ? "2.0.0 disable" : "2.0.0 enable");
      case UNINSTALL -> List.of("2.0.0 disable", "2.0.0 uninstall");
    };
  }

  /** What is run once for a handler may be told any of its configurations. */
  private static String handlerWide(String deed) {
    String[] words = deed.split(" ");
    boolean each = words[2].equals("enable") || words[2].equals("disable");
    return each ? deed : words[0] + " " + words[1] + " " + words[2];
  }

  /** What is wrong with what was noted of all of them. */
  static List<String> problems(List<String> life) {
    List<String> problems = new ArrayList<>();
    for (String name : NAMES) {
      List<String> own =
          new ArrayList<>(List.of("failing " + failing(name, 1), "failing " + failing(name, 2)));
      life.forEach(line -> of(name, line).ifPresent(own::add));
      problems.addAll(Life.problems(own));
    }
    after(life, LEVEL + " 1.0.0 install - begin", PLAIN + " 1.0.0 enable - end", problems);
    after(life, LEVEL + " 2.0.0 update - begin", PLAIN + " 2.0.0 enable - end", problems);
    long begun = life.stream().filter(line -> line.startsWith("work begin")).count();
    long ended = life.stream().filter(line -> line.startsWith("work end")).count();
    if (begun != ended) {
      problems.add(begun + " began to work in the background, and " + ended + " ended");
    }
    return problems;
  }

  private static String failing(String name, int version) {
    return name.equals(FAIL) ? version + ".0.0 install" : "nothing";
  }

  private static void after(
      List<String> life, String later, String earlier, List<String> problems) {
    if (life.indexOf(later) < life.indexOf(earlier) || !life.contains(earlier)) {
      problems.add("'" + later + "' does not come after '" + earlier + "' in " + life);
    }
  }

  /** A line as the life of one handler has it. */
  private static Optional<String> of(String name, String line) {
    if (!line.contains(" ")) {
      return Optional.of(line);
    }
    if (line.startsWith("want " + name + " ")) {
      return Optional.of("want " + line.substring(name.length() + 6));
    }
    if (!line.startsWith(name + " ")) {
      return Optional.empty();
    }
    int last = line.lastIndexOf(' ');
    String deed = handlerWide(line.substring(0, last));
    return Optional.of(deed.substring(name.length() + 1) + line.substring(last));
  }
}
