// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * The classic spelling: any number of {@code -} and {@code /} before a word, flags anywhere, the
 * last command wins, exact words only. A bundle's verb gets what follows it untouched, except the
 * path of the configuration file, which is always the launcher's, and flags, which come in one
 * spelling, {@code -flag}, whatever they were written like and on whichever side they stood.
 */
final class CommandLineParser {
  private static final List<String> FLAGS = List.of("verbose", "force", "debug", "full");
  private static final String PATH = "configuration-path:";
  private static final String SHORT_PATH = "conf=";

  private final Feature feature;
  private final List<String> flags = new ArrayList<>();
  private String command = CommandLine.HELP;
  private String configuration;
  private List<String> arguments = List.of();

  private CommandLineParser(Feature feature) {
    this.feature = feature;
  }

  static CommandLine parse(List<String> words, Feature feature) throws CommandException {
    return new CommandLineParser(feature).read(words);
  }

  /** The path of the configuration file that a command line names, or null. */
  static String configuration(List<String> words) {
    CommandLineParser parser = new CommandLineParser(null);
    parser.withoutPath(words);
    return parser.configuration;
  }

  private CommandLine read(List<String> given) throws CommandException {
    List<String> words = withoutPath(given);
    int next = 0;
    while (next < words.size()) {
      String word = bare(words.get(next));
      next++;
      if (!takeWord(word) && takeVerb(word, words.subList(next, words.size()))) {
        next = words.size();
      }
    }
    return new CommandLine(command, arguments, configuration, List.copyOf(flags));
  }

  private List<String> withoutPath(List<String> given) {
    List<String> words = new ArrayList<>(given.size());
    for (String word : given) {
      if (!word.isEmpty() && !takePath(word)) {
        words.add(word);
      }
    }
    return words;
  }

  private boolean takePath(String word) {
    String bare = bare(word);
    String path = null;
    if (bare.startsWith(PATH)) {
      path = bare.substring(PATH.length());
    } else if (bare.startsWith(SHORT_PATH)) {
      path = bare.substring(SHORT_PATH.length());
    }
    if (path == null || path.isEmpty()) {
      return false;
    }
    configuration = path;
    return true;
  }

  private boolean takeWord(String word) {
    if (FLAGS.contains(word)) {
      flags.add(word);
      return true;
    }
    String own = ownCommand(word);
    if (own == null) {
      return false;
    }
    command = own;
    arguments = List.of();
    return true;
  }

  /** True if the verb takes all the rest. */
  private boolean takeVerb(String word, List<String> rest) throws CommandException {
    int equals = word.indexOf('=');
    String name = equals > 0 ? word.substring(0, equals) : word;
    if (feature.verb(name) == null && AbsentVerb.bundleOf(name) == null) {
      throw new CommandException(
          ExitCode.USAGE, "unknown word: " + word, CommandException.Usage.STDERR);
    }
    command = name;
    arguments = new ArrayList<>();
    if (equals > 0) {
      arguments.add(word.substring(equals + 1));
    }
    for (String flag : flags) {
      hand(flag, "-" + flag);
    }
    if (namesAnotherCommand(rest)) {
      return false;
    }
    for (String argument : rest) {
      takeArgument(argument, bare(argument));
    }
    return true;
  }

  /** A flag without a prefix may as well be a word of the verb's own, so it stays as it is. */
  private void takeArgument(String argument, String bare) {
    if (!FLAGS.contains(bare)) {
      arguments.add(argument);
      return;
    }
    flags.add(bare);
    hand(bare, argument.equals(bare) ? argument : "-" + bare);
  }

  /**
   * The log's detail is the launcher's matter; few verbs have more to say, and their help says so.
   */
  private void hand(String flag, String argument) {
    VerbLine verb = feature.verb(command);
    boolean known = verb != null && verb.help().contains("-" + flag);
    if (known || !flag.equals(CommandLine.VERBOSE)) {
      arguments.add(argument);
    }
  }

  private boolean namesAnotherCommand(List<String> rest) {
    boolean found = false;
    for (String argument : rest) {
      String word = bare(argument);
      boolean isCommand = ownCommand(word) != null || isVerb(word);
      if (!isCommand && !FLAGS.contains(word)) {
        return false;
      }
      found |= isCommand;
    }
    return found;
  }

  private boolean isVerb(String word) {
    int equals = word.indexOf('=');
    String name = equals > 0 ? word.substring(0, equals) : word;
    return feature.verb(name) != null || AbsentVerb.bundleOf(name) != null;
  }

  private static String ownCommand(String word) {
    return switch (word) {
      case "help", "usage", "?" -> CommandLine.HELP;
      case CommandLine.VERSION,
          CommandLine.DAEMON,
          CommandLine.START,
          CommandLine.RUN_HANDLERS,
          CommandLine.MAKE_ARCHIVE ->
          word;
      default -> null;
    };
  }

  private static String bare(String word) {
    int start = 0;
    while (start < word.length() && (word.charAt(start) == '-' || word.charAt(start) == '/')) {
      start++;
    }
    return word.substring(start);
  }
}
