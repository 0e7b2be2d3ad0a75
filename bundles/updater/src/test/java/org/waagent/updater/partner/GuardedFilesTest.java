// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.updater.archive.Uses;

/** Paths a feature declared, and the tricks that lead out of them, on a real file tree. */
final class GuardedFilesTest {
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  @TempDir Path folder;

  private Files real;
  private Refusals refusals;
  private Files guarded;

  @BeforeEach
  void makeTree() throws IOException {
    TestMachine machine = TestMachine.at(folder);
    real = machine.files();
    refusals = new Refusals(machine.clock(), machine.log().logger());
    put("/etc/shadow");
    put("/etc/acme/acme.conf");
    put("/run/acme/socket");
    put("/var/lib/acme/own");
    real.link(Path.of("/var/run"), Path.of("../run"));
    guarded =
        guard(
            List.of("/etc/acme/**", "/var/run/acme/*"),
            List.of("/var/lib/acme/**", "/etc/motd", "/srv/?.acme"));
  }

  private void put(String path) throws IOException {
    real.makeFolder(Path.of(path).getParent(), Mode.PUBLIC_FOLDER);
    real.write(Path.of(path), TEXT, Mode.PUBLIC);
  }

  private Files guard(List<String> read, List<String> write) {
    Uses uses = new Uses(List.of(), read, write, List.of(), List.of(), List.of(), Uses.Direct.NO);
    return new GuardedFiles(real, new Grant("acme", "1", uses), refusals);
  }

  @Test
  void whatIsDeclaredIsThere() throws IOException {
    assertThat(guarded.readText(Path.of("/etc/acme/acme.conf"), 10)).isEqualTo("text");
    assertThat(guarded.list(Path.of("/etc/acme"))).containsExactly("acme.conf");
    assertThat(guarded.exists(Path.of("/etc/acme/none"))).isFalse();
    guarded.write(Path.of("/etc/motd"), TEXT, Mode.PUBLIC);
    guarded.makeFolder(Path.of("/var/lib/acme/a/b"), Mode.OWNER_FOLDER);
    guarded.move(Path.of("/var/lib/acme/own"), Path.of("/var/lib/acme/a/b/moved"));
    guarded.copy(Path.of("/etc/acme/acme.conf"), Path.of("/var/lib/acme/copy"));
    assertThat(guarded.readText(Path.of("/var/lib/acme/a/b/moved"), 10)).isEqualTo("text");
    guarded.deleteTree(Path.of("/var/lib/acme"));
    assertThat(real.exists(Path.of("/var/lib/acme"))).isFalse();
  }

  @Test
  void aLinkOfTheSystemOnTheDeclaredWayIsFollowed() throws IOException {
    assertThat(guarded.readText(Path.of("/var/run/acme/socket"), 10)).isEqualTo("text");
    assertThat(guarded.readText(Path.of("/run/acme/socket"), 10)).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/shadow",
        "/etc/acme/../shadow",
        "/etc/acmes",
        "/etc/acme.conf",
        "/var/run/acme/a/b",
        "/",
        "/etc"
      })
  void whatIsNotDeclaredIsRefusedByName(String path) {
    assertThatThrownBy(() -> guarded.read(Path.of(path), 10))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("feature acme may not read ");
    assertThatThrownBy(() -> guarded.exists(Path.of(path)))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("feature acme may not read ");
    assertThat(refusals.of("acme")).singleElement().matches(refusal -> refusal.times() == 2);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/x.acme, true",
    "/srv/xy.acme, false",
    "/srv/x.acme/y, false",
    "/srv, false",
    "/etc/acme/none, false",
    "/etc/motd, true",
    "/var/lib/acme, true",
    "/var/lib/acme/a/b, true",
    "/var/lib, false"
  })
  void aPatternCoversWhatItSays(String path, boolean covered) throws IOException {
    PathRules rules =
        new PathRules(new RealPath(real), List.of("/var/lib/acme/**", "/etc/motd", "/srv/?.acme"));

    assertThat(rules.cover(Path.of(path))).isEqualTo(covered);
  }

  @Test
  void aLinkDoesNotLeadOut() throws IOException {
    real.link(Path.of("/etc/acme/link"), Path.of("../shadow"));
    real.link(Path.of("/var/lib/acme/up"), Path.of("../../../etc"));
    real.link(Path.of("/var/lib/acme/loop"), Path.of("loop"));

    assertThatThrownBy(() -> guarded.read(Path.of("/etc/acme/link"), 10))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("/etc/shadow (by /etc/acme/link)");
    assertThatThrownBy(() -> guarded.write(Path.of("/var/lib/acme/up/passwd"), TEXT, Mode.PUBLIC))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.delete(Path.of("/var/lib/acme/up/shadow")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.mode(Path.of("/etc/acme/link"), Mode.PUBLIC))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.read(Path.of("/var/lib/acme/loop"), 10))
        .isInstanceOf(IOException.class);
    assertThat(real.exists(Path.of("/etc/passwd"))).isFalse();
    assertThat(real.exists(Path.of("/etc/shadow"))).isTrue();
  }

  @Test
  void aLinkInPlaceOfADeclaredFolderDoesNotLeadOut() throws IOException {
    real.link(Path.of("/tmp-acme"), Path.of("etc"));

    Files tricked = guard(List.of("/tmp-acme/**"), List.of());

    assertThatThrownBy(() -> tricked.read(Path.of("/tmp-acme/shadow"), 10))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void aLinkIsMadeOnlyToWhatIsDeclared() throws IOException {
    guarded.link(Path.of("/var/lib/acme/current"), Path.of("own"));
    assertThat(guarded.readText(Path.of("/var/lib/acme/current"), 10)).isEqualTo("text");

    assertThatThrownBy(() -> guarded.link(Path.of("/var/lib/acme/x"), Path.of("../../../etc")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.link(Path.of("/etc/acme/x"), Path.of("acme.conf")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void aLinkItselfIsRemovedWithoutWhatItLeadsTo() throws IOException {
    real.link(Path.of("/var/lib/acme/link"), Path.of("/etc/shadow"));

    assertThat(guarded.delete(Path.of("/var/lib/acme/link"))).isTrue();
    assertThat(real.exists(Path.of("/etc/shadow"))).isTrue();
  }

  @Test
  void aFolderGoesOnlyIfAllInItIsDeclared() throws IOException {
    put("/srv/x.acme/deep/file");

    assertThatThrownBy(() -> guarded.deleteTree(Path.of("/srv/x.acme")))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("remove all of /srv/x.acme");
    assertThat(real.exists(Path.of("/srv/x.acme/deep/file"))).isTrue();
  }

  @Test
  void whatIsMovedOrCopiedIsDeclaredOnBothSides() {
    assertThatThrownBy(
            () -> guarded.move(Path.of("/etc/acme/acme.conf"), Path.of("/var/lib/acme/x")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.copy(Path.of("/etc/shadow"), Path.of("/var/lib/acme/x")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.copy(Path.of("/var/lib/acme/own"), Path.of("/etc/shadow")))
        .isInstanceOf(AccessDeniedException.class);
  }
}
