// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** The file {@code <Lib.Dir>/provisioned}, which holds the id of the machine that was made. */
public final class Marker {
  private static final int MOST = 4096;

  private final Files files;
  private final Path path;

  /**
   * @param lib the agent's folder
   */
  public Marker(Files files, Path lib) {
    this.files = files;
    this.path = lib.resolve("provisioned");
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The id it holds, empty text where an older agent wrote none; nothing if it is not there. */
  public Optional<String> read() throws IOException {
    try {
      return Optional.of(files.readText(path, MOST).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Says that the machine with this id is provisioned. */
  public void write(String instanceId) throws IOException {
    files.makeFolder(path.getParent(), Mode.OWNER_FOLDER);
    files.write(path, instanceId.getBytes(StandardCharsets.UTF_8), Mode.PUBLIC);
  }

  /**
   * Whether two ids are of one machine. Old agents kept the id with the bytes of its first three
   * groups the other way round.
   */
  public static boolean isSame(String now, String kept) {
    return now.equalsIgnoreCase(kept) || now.equalsIgnoreCase(turned(kept));
  }

  private static String turned(String id) {
    String[] groups = id.toLowerCase(Locale.ROOT).split("-");
    if (groups.length != 5) {
      return id;
    }
    for (int i = 0; i < 3; i++) {
      StringBuilder turned = new StringBuilder();
      for (int at = groups[i].length() - 2; at >= 0; at -= 2) {
        turned.append(groups[i], at, at + 2);
      }
      groups[i] = turned.toString();
    }
    return String.join("-", groups);
  }
}
