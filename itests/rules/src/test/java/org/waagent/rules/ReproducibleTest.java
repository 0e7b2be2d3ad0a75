// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * What makes two builds the same bytes, as far as one build shows it. The script {@code
 * itests/reproducible} builds twice and compares.
 */
final class ReproducibleTest {
  @Test
  void everyEntryOfEveryJarHasTheSameTime() throws Exception {
    TreeSet<Object> times = new TreeSet<>();
    List<Path> jars = Repository.builtJars();
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        jar.stream().map(JarEntry::getTimeLocal).forEach(times::add);
      }
    }

    assertThat(jars).hasSizeGreaterThanOrEqualTo(Repository.BUNDLES.size() + 1);
    assertThat(times).as("time stamps of the entries").hasSize(1);
  }

  @Test
  void noManifestTellsWhereOrWhenItWasBuilt() {
    for (Bundle bundle : Repository.bundles()) {
      assertThat(bundle.manifest().getMainAttributes().keySet())
          .extracting(Object::toString)
          .as(bundle.name())
          .doesNotContain("Bnd-LastModified", "Built-By", "Build-Time", "Tool");
    }
  }
}
