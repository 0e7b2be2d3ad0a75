// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which files stay. In a glob {@code *} stands for any text without a slash, {@code **} for any
 * text, {@code ?} for one character. A folder that matches is kept with all that is in it.
 */
final class Keep implements Predicate<Path> {
  private final List<Pattern> patterns;

  private Keep(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * @throws IllegalArgumentException if a glob does not begin with a slash
   */
  static Keep of(List<String> globs) {
    List<Pattern> patterns = new ArrayList<>();
    for (String glob : globs) {
      if (!glob.startsWith("/")) {
        throw new IllegalArgumentException("what is to be kept must begin with /: " + glob);
      }
      patterns.add(pattern(glob));
    }
    return new Keep(List.copyOf(patterns));
  }

  /** Globs with commas between them; blanks around them and empty ones count for nothing. */
  static List<String> list(String text) {
    List<String> globs = new ArrayList<>();
    for (String glob : text.split(",")) {
      if (!glob.isBlank()) {
        globs.add(glob.strip());
      }
    }
    return List.copyOf(globs);
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Override
  public boolean test(Path path) {
    for (Path at = path; at != null; at = at.getParent()) {
      String text = at.toString();
      if (patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches())) {
        return true;
      }
    }
    return false;
  }
}
