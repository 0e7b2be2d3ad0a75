// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;

/** Names that DHCP clients were told to send, whatever client it is. */
final class SentNames {
  private static final int MOST = 1024 * 1024;

  /** Not {@code gethostname()} or {@code <hostname>}, which stand for the name in force. */
  private static final Pattern DHCLIENT =
      Pattern.compile("(\\s*send\\s+host-name\\s+\")([^\"<]+)(\"\\s*;.*)");

  private static final Pattern RED_HAT =
      Pattern.compile("(\\s*DHCP_HOSTNAME=[\"']?)([^\"'\\s]+)([\"']?\\s*)");

  /** {@code AUTO} stands for the name in force. */
  private static final Pattern SUSE =
      Pattern.compile(
          "(\\s*DHCLIENT_HOSTNAME_OPTION=[\"']?)((?!(?i:AUTO)\\b)[^\"'\\s]+)([\"']?\\s*)");

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
      Optional<FileFacts> facts = files.look(file);
      if (facts.isPresent() && !text.contentEquals(next)) {
        byte[] content = next.toString().getBytes(StandardCharsets.UTF_8);
        files.write(file, content, facts.get().mode());
      }
    }
  }

  private Map<Path, Pattern> places() throws IOException {
    Map<Path, Pattern> places = new LinkedHashMap<>();
    DistroTable.DHCLIENT_CONFS.forEach(file -> places.put(Path.of(file), DHCLIENT));
    Path folder = Path.of(DistroTable.INTERFACES);
    for (String name : files.list(folder)) {
      if (name.startsWith(DistroTable.INTERFACE)) {
        places.put(folder.resolve(name), RED_HAT);
      }
    }
    places.put(Path.of(DistroTable.SUSE_DHCP), SUSE);
    places.keySet().removeIf(file -> !files.exists(file));
    return places;
  }
}
