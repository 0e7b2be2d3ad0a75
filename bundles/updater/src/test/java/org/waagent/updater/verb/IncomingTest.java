// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;

final class IncomingTest {
  private static final Path FOLDER = Path.of("/features/incoming");

  @TempDir Path root;

  private Files files;

  @BeforeEach
  void setUp() throws IOException {
    files = TestMachine.at(root).files();
    files.makeFolder(Path.of("/tmp"), Mode.PUBLIC_FOLDER);
    files.write(Path.of("/tmp/a.zip"), "zip".getBytes(UTF_8), Mode.PUBLIC);
  }

  private Incoming incoming(Optional<ArtifactSource> source) {
    return new Incoming(files, FOLDER, () -> source);
  }

  private record Web(boolean reachable) implements ArtifactSource {
    @Override
    public Manifest manifest(List<BlobUrl> locations) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
      if (!reachable) {
        throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
      }
      try {
        receiver.receive(new ByteArrayInputStream(locations.toString().getBytes(UTF_8)));
      } catch (IOException e) {
        throw new HostException(HostException.Kind.LOCAL, e.getMessage(), e);
      }
    }
  }

  @Test
  void aFileOfTheMachineIsTakenWhereItIs() throws IOException {
    try (Incoming.Local local = incoming(Optional.empty()).take("/tmp/a.zip")) {
      assertThat(local.path()).isEqualTo(Path.of("/tmp/a.zip"));
    }
    assertThat(files.exists(Path.of("/tmp/a.zip"))).isTrue();
  }

  @Test
  void whatIsFetchedIsRemovedInTheEnd() throws IOException {
    Path path;
    try (Incoming.Local local =
        incoming(Optional.of(new Web(true))).take("https://acme.example/a.zip")) {
      path = local.path();
      assertThat(files.readText(path, 100)).isEqualTo("[https://acme.example/a.zip]");
    }
    assertThat(files.exists(path)).isFalse();
  }

  @Test
  void whatCanNotBeHadIsSaid() throws IOException {
    assertThatThrownBy(() -> incoming(Optional.empty()).take("a.zip"))
        .hasMessageContaining("give the full path");
    assertThatThrownBy(() -> incoming(Optional.empty()).take("/tmp/b.zip"))
        .hasMessage("there is no /tmp/b.zip");
    assertThatThrownBy(() -> incoming(Optional.empty()).take("https://acme.example/a?sig=secret"))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> incoming(Optional.of(new Web(false))).take("https://acme.example/"))
        .hasMessage("nobody answers");
    assertThat(files.list(FOLDER)).isEmpty();
  }
}
