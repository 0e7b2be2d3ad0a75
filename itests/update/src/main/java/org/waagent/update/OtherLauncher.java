// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** The launcher that is installed, with something that tells it from that one. */
final class OtherLauncher {
  /** What {@code waagent version} says, and what such a launcher says instead: as many letters. */
  static final String WORD = " running on ";

  static final String OTHER_WORD = " jogging on ";

  /** Without it no daemon runs. */
  private static final String NEEDED = "org/waagent/launcher/Foreground.class";

  private final Path installed;

  OtherLauncher(Path installation) {
    this.installed = installation.resolve("lib/launcher.jar");
  }

  /** One that says something else. */
  Path talking(Path target) throws IOException {
    return write(target, "");
  }

  /** One that can be entered, and then breaks. */
  Path broken(Path target) throws IOException {
    return write(target, NEEDED);
  }

  private Path write(Path target, String missing) throws IOException {
    Files.createDirectories(target.getParent());
    try (JarFile from = new JarFile(installed.toFile());
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(from.entries())) {
        if (!entry.getName().equals(missing)) {
          out.putNextEntry(new JarEntry(entry.getName()));
          String content = new String(from.getInputStream(entry).readAllBytes(), ISO_8859_1);
          out.write(content.replace(WORD, OTHER_WORD).getBytes(ISO_8859_1));
          out.closeEntry();
        }
      }
    }
    return target;
  }
}
