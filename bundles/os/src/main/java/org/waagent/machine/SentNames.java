// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** Names that DHCP clients were told to send, whatever client it is. */
final class SentNames {
  private static final int MOST = 1024 * 1024;

  private final Files files;

  SentNames(Files files) {
    this.files = files;
  }

  /** The last name of each file that has any. */
  Map<Path, String> all() throws IOException {
    Map<Path, String> names = new LinkedHashMap<>();
    for (Map.Entry<Path, Pattern> place : places().entrySet()) {
      for (String line : files.readText(place.getKey(), MOST).split("\n")) {
        Matcher matcher = place.getValue().matcher(line);
        if (matcher.matches()) {
          names.put(place.getKey(), matcher.group(2));
        }
      }
    }
    return names;
  }

  /** Puts a name in the place of all of them. Everything else of a file stays as it is. */
  void replace(String name) throws IOException {
    for (Map.Entry<Path, Pattern> place : places().entrySet()) {
      Path file = place.getKey();
      String text = files.readText(file, MOST);
      StringBuilder next = new StringBuilder();
      for (String line : text.split("(?<=\n)")) {
        String end = line.endsWith("\n") ? "\n" : "";
        Matcher matcher = place.getValue().matcher(line.substring(0, line.length() - end.length()));
        next.append(matcher.matches() ? matcher.group(1) + name + matcher.group(3) + end : line);
      }
      if (!text.contentEquals(next)) {
        byte[] content = next.toString().getBytes(StandardCharsets.UTF_8);
        files.write(file, content, files.modeOr(file, Mode.OWNER_ONLY));
      }
    }
  }

  private Map<Path, Pattern> places() throws IOException {
    Map<Path, Pattern> places = new LinkedHashMap<>();
    for (ClientsTable.Row row : ClientsTable.rows()) {
      for (Path folder : folders(row.folder())) {
        for (String name : files.list(folder)) {
          Path file = folder.resolve(name);
          if (row.names().matcher(name).matches() && isFile(file)) {
            places.put(file, row.spelling().line());
          }
        }
      }
    }
    return places;
  }

  private List<Path> folders(Path folder) throws IOException {
    String last = folder.getFileName().toString();
    if (!last.startsWith("*")) {
      return List.of(folder);
    }
    List<Path> found = new ArrayList<>();
    for (String name : files.list(folder.getParent())) {
      if (name.endsWith(last.substring(1))) {
        found.add(folder.resolveSibling(name));
      }
    }
    return found;
  }

  /** A link counts for what it leads to, if that is there. */
  private boolean isFile(Path file) throws IOException {
    Optional<FileFacts> facts = files.look(file);
    return files.exists(file)
        && facts.filter(one -> one.kind() != FileFacts.Kind.FOLDER).isPresent();
  }
}
