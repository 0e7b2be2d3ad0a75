// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.conf.ConfFile;

class ShippedConfTest {
  private static final Path FOLDER = Path.of("../../config");
  private final KnownKeys known = KnownKeys.read();

  @BeforeEach
  void prepare() {
    assumeTrue(Files.isDirectory(FOLDER), "needs the folder config of this project");
  }

  @Test
  void nothingInItIsOdd() throws IOException {
    assertThat(odd("waagent.conf")).isEmpty();
  }

  @Test
  void everyUsedKeyIsExplainedInItOnce() throws IOException {
    // Taking the comment sign away from what looks like a setting shows all keys it lists.
    String text = Files.readString(FOLDER.resolve("waagent.conf"));
    String all =
        Pattern.compile("^# (?=[A-Za-z0-9.]+=)", Pattern.MULTILINE).matcher(text).replaceAll("");
    List<ConfFile.Entry> entries = ConfFile.parse("f", all.getBytes(UTF_8)).entries();
    TreeSet<String> used = new TreeSet<>();
    for (String key : known.names()) {
      if (known.find(key).orElseThrow().isUsed() && KeyRule.newSpelling(key).isEmpty()) {
        used.add(key);
      }
    }
    assertThat(entries).extracting(ConfFile.Entry::key).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void theVariantsSetOnlyKnownKeys() throws IOException {
    Path variants = FOLDER.resolve("distros");
    assumeTrue(Files.isDirectory(variants), "no variants");
    try (Stream<Path> files = Files.list(variants)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
        assertThat(odd("distros/" + file.getFileName())).as(file.toString()).isEmpty();
      }
    }
  }

  private static List<Finding> odd(String name) throws IOException {
    ConfFile file = ConfFile.parse(name, Files.readAllBytes(FOLDER.resolve(name)));
    return Findings.odd(Findings.of(Current.of(file, Declarations.NONE)));
  }
}
