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
import javax.tools.ToolProvider;

/** The launcher that is installed, with something that tells it from that one. */
final class OtherLauncher {
  /** What {@code waagent version} says, and what such a launcher says instead: as many letters. */
  static final String WORD = " running on ";

  static final String OTHER_WORD = " jogging on ";

  /** Without it no daemon runs. */
  private static final String NEEDED = "org/waagent/launcher/Foreground.class";

  private static final String ENTRANCE = "org/waagent/launcher/Entrance.class";

  private static final String HANGING =
      """
      package org.waagent.launcher;

      public final class Entrance {
        public static int enter(java.util.List<String> arguments, java.util.Map<String, Object> given)
            throws InterruptedException {
          Thread.currentThread().join();
          return 0;
        }
      }
      """;

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

  /** One that is entered and does not come back. */
  Path hanging(Path target) throws IOException {
    Path classes = Files.createDirectories(target.resolveSibling("classes"));
    Path source = classes.resolve("Entrance.java");
    Files.writeString(source, HANGING);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
    if (result != 0) {
      throw new IllegalStateException(source + " does not compile");
    }
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(ENTRANCE));
      Files.copy(classes.resolve(ENTRANCE), out);
      out.closeEntry();
    }
    return target;
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
