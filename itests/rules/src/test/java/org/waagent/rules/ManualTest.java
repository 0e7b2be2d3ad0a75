// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual page waagent(8) has every word of the command line. */
final class ManualTest {
  private static final Pattern VERB =
      Pattern.compile("<property name=\"waagent\\.verb\"[^>]*value=\"([^\"]+)\"");
  private static final List<String> LAUNCHERS =
      List.of("daemon", "start", "run-exthandlers", "help", "version", "make-archive");

  /** The page without the marks of its language, so that {@code \-} is a dash. */
  private static String page() throws IOException {
    return Files.readString(Repository.root().resolve("config/man/waagent.8")).replace("\\", "");
  }

  private static Set<String> verbs() throws IOException {
    Set<String> verbs = new TreeSet<>(LAUNCHERS);
    for (Path jar : Repository.builtJars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : file.stream().toList()) {
          if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
            String xml = new String(file.getInputStream(entry).readAllBytes());
            VERB.matcher(xml).results().forEach(found -> verbs.add(found.group(1)));
          }
        }
      }
    }
    return verbs;
  }

  @Test
  void hasEveryCommand() throws IOException {
    String page = page();

    assertThat(verbs())
        .contains("status", "config", "timeline")
        .allSatisfy(
            verb ->
                assertThat(page)
                    .as(verb)
                    .containsPattern("(?m)^\\.B[RI]? " + Pattern.quote(verb) + "( |$)"));
  }

  @Test
  void hasEveryFlag() throws IOException {
    String page = page();

    assertThat(List.of("-verbose", "-force", "-debug", "-full", "-configuration-path:", "-conf="))
        .allSatisfy(flag -> assertThat(page).containsPattern("(?m)^\\.BI? " + flag));
  }
}
