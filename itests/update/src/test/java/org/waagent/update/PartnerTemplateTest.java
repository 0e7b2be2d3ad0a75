// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README of the partner template says, done word for word in a copy of it. */
final class PartnerTemplateTest {
  /** What the steps may take at most; on a machine that does nothing else it is a fraction. */
  private static final Duration MOST = Duration.ofMinutes(10);

  private static final String CHECKOUT = "waagent-osgi";

  private Path folder;

  @BeforeEach
  void lay() throws IOException {
    folder = Files.createTempDirectory("waagent-partner");
    Files.createSymbolicLink(folder.resolve(CHECKOUT), UpdateScene.root());
  }

  @AfterEach
  void clear() throws IOException {
    Remnants.kill(folder);
    Remnants.delete(folder);
  }

  /** The commands below the line that begins so. */
  private static List<String> steps(List<String> readme, String line) {
    return readme.subList(readme.indexOf(line) + 2, readme.size()).stream()
        .takeWhile(step -> step.startsWith("    "))
        .map(String::strip)
        .toList();
  }

  @Test
  void aCopyBuildsAndItsStatusReachesAzure() throws Exception {
    Path template = UpdateScene.root().resolve("features/partner-template");
    List<String> steps =
        steps(Files.readAllLines(template.resolve("README.md")), "Then, wherever you like:");
    assertThat(steps).hasSize(4).last().isEqualTo("./try");
    Instant begin = Instant.now();

    String said = run(String.join("\n", steps).replace("/full/path/of", folder.toString()));

    Duration taken = Duration.between(begin, Instant.now());
    assertThat(said)
        .contains("This is Acme.Motd now")
        .containsPattern("Acme.Motd.*Ready")
        .contains("== Done: Azure would see the status of the feature");
    Tellings.figure("from a copy of the partner template to a status: " + taken.toSeconds() + " s");
  }

  private String run(String script) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TMPDIR", folder.toString());
    Path others = Path.of(System.getProperty("localRepository"));
    builder
        .environment()
        .put(
            "MAVEN_WORDS",
            BuiltRepository.make(folder.resolve("repository"), UpdateScene.root(), others).words());
    Process process = builder.start();
    boolean ended = process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS);
    String said = Files.readString(output);
    if (said.contains("in offline mode") || said.contains("mvn: not found")) {
      System.out.println("SKIPPED: the partner template is not tried here: " + said);
      abort("the template can't be built here without a network");
    }
    assertThat(ended).as("the steps end within %s: %s", MOST, said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
