// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;

/** An archive that is not what its maker signed, or that nobody trusted signed, changes nothing. */
final class BadArchivesTest {
  private static final int REFUSED = 10;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  private Edition next;
  private Archive good;
  private Set<Path> before;

  @BeforeEach
  void start() throws Exception {
    next = scene.workshop().next("3.0.1", "telemetry");
    good = Archive.read(scene.workshop().pack(next));
    scene.started();
    before = scene.running().bundles();
  }

  @Test
  void areRefusedForWhatIsWrongWithThem() throws Exception {
    refused(good.sealed(Workshop.stranger()), "signature");
    refused(good.without(Archive.SIGNATURE), "signature");
    String bundle = good.bundle("core");
    refused(good.with(bundle, "no jar".getBytes(StandardCharsets.UTF_8)), bundle);
    refused(good.with("bundles/more-1.0.0.jar", new byte[10]), "bundles/more-1.0.0.jar");
    refused(good.without(bundle), bundle);
    refused(Archive.read(scene.workshop().pack(next.forAgents("[9.0,10)"))), "the agent is 3.0.0");
    Edition partner = scene.workshop().partner("[9.0,10)");
    refused(Archive.read(scene.workshop().pack(partner)), "org.waagent.plugin is");
    truncated();

    assertThat(scene.running().bundles()).isEqualTo(before);
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    assertThat(scene.features().problems()).isEmpty();
    scene.install(scene.workshop().write(next, good)).isGood();
  }

  private void truncated() throws IOException {
    Path whole = scene.workshop().write(next, good);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length : List.of(0, 1000, bytes.length / 2, bytes.length - 1)) {
      Path file = scene.folder().resolve("truncated.zip");
      Files.write(file, Arrays.copyOf(bytes, length));
      Agent.Answer answer = scene.agent().run("features", "install", file.toString(), "--yes");
      assertThat(answer.code()).as("cut to %d bytes: %s", length, answer).isEqualTo(REFUSED);
    }
  }

  private void refused(Archive archive, String word) throws IOException {
    Path file = scene.workshop().write(next, archive);
    Agent.Answer answer = scene.agent().run("features", "install", file.toString(), "--yes");
    assertThat(answer.code()).as("%s", answer).isEqualTo(REFUSED);
    assertThat(answer.out() + answer.err()).contains(word);
  }
}
