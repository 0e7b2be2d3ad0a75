// SPDX-License-Identifier: Apache-2.0
package org.waagent.conf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code waagent.conf} as it was read: lines {@code Key=Value} in UTF-8 (claim S54).
 *
 * <p>A line whose first visible character is {@code #}, or that has no {@code =}, is no entry. The
 * value ends at the first {@code #}; double quotes and blanks around it do not count. {@code None}
 * and nothing at all mean: not set. Of several lines with one key the last one holds. Keys are
 * case-sensitive.
 */
public final class ConfFile {
  /** Bytes a configuration file may have. */
  public static final int MOST_BYTES = 1 << 20;

  private static final String NOT_SET = "None";

  private final String name;
  private final List<Entry> entries;
  private final List<Integer> oddLines;
  private final Map<String, Entry> last;

  private ConfFile(String name, List<Entry> entries, List<Integer> oddLines) {
    this.name = name;
    this.entries = List.copyOf(entries);
    this.oddLines = List.copyOf(oddLines);
    this.last = new HashMap<>();
    for (Entry entry : entries) {
      last.put(entry.key, entry);
    }
  }

  /**
   * One line.
   *
   * @param key may be empty, which is harmless
   * @param value empty if the line says that the key is not set
   * @param line its number, from 1
   */
  public record Entry(String key, Optional<String> value, int line) {
    public Entry {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
    }
  }

  /** A file in which nothing is set. */
  public static ConfFile empty(String name) {
    return new ConfFile(name, List.of(), List.of());
  }

  /**
   * Reads the content of a file.
   *
   * @param name name of the file, for messages
   * @param content at most {@link #MOST_BYTES}
   * @throws BadConfException if there is nothing in it, or too much
   */
  public static ConfFile parse(String name, byte[] content) throws BadConfException {
    if (content.length > MOST_BYTES) {
      throw new BadConfException(name, "has more than " + MOST_BYTES + " bytes");
    }
    String text = new String(content, UTF_8);
    if (Line.isBlank(text)) {
      throw new BadConfException(name, "is empty");
    }
    List<Entry> entries = new ArrayList<>();
    List<Integer> odd = new ArrayList<>();
    int number = 1;
    for (int start = text.charAt(0) == '\uFEFF' ? 1 : 0; start < text.length(); number++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      Line.read(text.substring(start, end), number, entries, odd);
      start = end + 1;
    }
    return new ConfFile(name, entries, odd);
  }

  /** Name of the file. */
  public String name() {
    return name;
  }

  /** All entries in the order of their lines, also those that a later one overrules. */
  public List<Entry> entries() {
    return entries;
  }

  /** Numbers of the lines that are neither an entry, nor a comment, nor blank. */
  public List<Integer> oddLines() {
    return oddLines;
  }

  /** The entry that holds for a key, even if it says that the key is not set. */
  public Optional<Entry> entry(String key) {
    return Optional.ofNullable(last.get(key));
  }

  /** The value that is set for a key. */
  public Optional<String> value(String key) {
    Entry entry = last.get(key);
    return entry == null ? Optional.empty() : entry.value;
  }

  /** How one line is taken apart. */
  private static final class Line {
    static void read(String line, int number, List<Entry> entries, List<Integer> odd) {
      int first = 0;
      while (first < line.length() && line.charAt(first) <= ' ') {
        first++;
      }
      if (first == line.length() || line.charAt(first) == '#') {
        return;
      }
      int equals = line.indexOf('=');
      if (equals < 0) {
        odd.add(number);
        return;
      }
      String key = strip(line, 0, equals, false);
      int end = line.indexOf('#', equals);
      String value = strip(line, equals + 1, end < 0 ? line.length() : end, true);
      boolean set = !value.isEmpty() && !value.equals(NOT_SET);
      entries.add(new Entry(key, set ? Optional.of(value) : Optional.empty(), number));
    }

    static boolean isBlank(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) > ' ' && text.charAt(i) != '\uFEFF') {
          return false;
        }
      }
      return true;
    }

    private static String strip(String line, int from, int to, boolean quotes) {
      int start = from;
      int end = to;
      while (start < end && isEdge(line.charAt(start), quotes)) {
        start++;
      }
      while (start < end && isEdge(line.charAt(end - 1), quotes)) {
        end--;
      }
      return line.substring(start, end);
    }

    private static boolean isEdge(char c, boolean quotes) {
      return c <= ' ' || (quotes && c == '"');
    }
  }
}
