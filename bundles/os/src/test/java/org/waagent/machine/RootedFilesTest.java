// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

class RootedFilesTest extends FilesContract {
  @TempDir private Path temporary;
  private RootedFiles rooted;

  @Override
  Files files() throws IOException {
    java.nio.file.Files.createDirectories(temporary.resolve("root/etc/empty"));
    java.nio.file.Files.writeString(temporary.resolve("secret"), "outside");
    rooted = new RootedFiles(new Root(temporary.resolve("root")));
    return rooted;
  }

  @Override
  Path folder() {
    return Path.of("/etc/empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secret",
        "../secret",
        "../../../../../secret",
        "/../../secret",
        "./.././../etc/../../secret"
      })
  void noLinkLeadsOutOfTheRoot(String target) throws IOException {
    Path link = temporary.resolve("root/etc/link");
    java.nio.file.Files.createSymbolicLink(link, Path.of(target));
    assertThat(rooted.exists(Path.of("/etc/link"))).isFalse();
    rooted.write(Path.of("/etc/link"), new byte[] {'i', 'n'}, Mode.PUBLIC);
    assertThat(temporary.resolve("secret")).hasContent("outside");
    assertThat(temporary.resolve("root/secret")).hasContent("in");
  }

  @Test
  void sweepsWhatAnEarlierProcessLeftAndNothingElse() throws IOException {
    Path folder = temporary.resolve("root/etc/empty");
    Path part = folder.resolve(".1f.waagent-part");
    java.nio.file.Files.writeString(part, "half");
    java.nio.file.Files.writeString(folder.resolve("whole"), "x");
    try (NewFile own = rooted.create(Path.of("/etc/empty/own"), Mode.PUBLIC)) {
      assertThat(rooted.sweep(Path.of("/etc/empty"))).isEqualTo(1);
      own.commit();
    }
    assertThat(rooted.list(Path.of("/etc/empty"))).containsExactly("own", "whole");
    assertThat(part).doesNotExist();
    assertThat(rooted.sweep(Path.of("/etc/missing"))).isZero();
  }

  @Test
  @Timeout(20)
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = temporary.resolve("root/etc/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> rooted.readText(Path.of("/etc/pipe"), 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/etc/pipe");
  }

  @Test
  void noFolderLinkLeadsOutOfTheRoot() throws IOException {
    Path outside = java.nio.file.Files.createDirectory(temporary.resolve("outside"));
    java.nio.file.Files.createSymbolicLink(temporary.resolve("root/abs"), outside);
    java.nio.file.Files.createSymbolicLink(temporary.resolve("root/rel"), Path.of("../outside"));
    for (String folder : new String[] {"/abs", "/rel"}) {
      rooted.makeFolder(Path.of(folder), Mode.PUBLIC_FOLDER);
      rooted.write(Path.of(folder, "file"), new byte[1], Mode.PUBLIC);
      rooted.append(Path.of(folder, "log"), new byte[1], Mode.PUBLIC);
      rooted.link(Path.of(folder, "link"), Path.of("log"));
      rooted.deleteTree(Path.of(folder, "file"));
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void dotsInThePathStayInTheRoot() {
    assertThat(rooted.exists(Path.of("/../secret"))).isFalse();
    assertThat(rooted.exists(Path.of("/etc/../../../secret"))).isFalse();
    assertThat(rooted.exists(Path.of("/../etc"))).isTrue();
  }

  @Test
  void anAbsoluteLinkLeadsToThatPathBelowTheRoot() throws IOException {
    java.nio.file.Files.writeString(temporary.resolve("root/etc/real"), "inside");
    java.nio.file.Files.createSymbolicLink(temporary.resolve("root/etc/one"), Path.of("/etc/two"));
    java.nio.file.Files.createSymbolicLink(temporary.resolve("root/etc/two"), Path.of("real"));
    assertThat(rooted.readText(Path.of("/etc/one"), 99)).isEqualTo("inside");
  }

  @Test
  void givesUpOnALoop() throws IOException {
    java.nio.file.Files.createSymbolicLink(temporary.resolve("root/etc/a"), Path.of("b"));
    java.nio.file.Files.createSymbolicLink(temporary.resolve("root/etc/b"), Path.of("/etc/a"));
    assertThatThrownBy(() -> rooted.readText(Path.of("/etc/a"), 1))
        .isInstanceOf(FileSystemLoopException.class);
    assertThat(rooted.exists(Path.of("/etc/a"))).isFalse();
  }

  @Test
  void whatACrashLeftIsTakenForNoFile() throws IOException {
    Path folder = temporary.resolve("root/etc/empty");
    java.nio.file.Files.writeString(folder.resolve(Replacement.partName()), "half");
    assertThat(rooted.list(Path.of("/etc/empty"))).isEmpty();
    rooted.deleteTree(Path.of("/etc/empty"));
    assertThat(folder).doesNotExist();
  }

  @Test
  void keepsTheOwner() throws IOException {
    Path file = java.nio.file.Files.writeString(temporary.resolve("root/etc/owned"), "x");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        java.nio.file.Files.getAttribute(file, "unix:uid").equals(0), "only root can give away");
    java.nio.file.Files.setAttribute(file, "unix:uid", 12345);
    java.nio.file.Files.setAttribute(file, "unix:gid", 23456);
    rooted.write(Path.of("/etc/owned"), new byte[9], Mode.of(04755));
    assertThat(java.nio.file.Files.getAttribute(file, "unix:uid")).isEqualTo(12345);
    assertThat(java.nio.file.Files.getAttribute(file, "unix:gid")).isEqualTo(23456);
    assertThat(rooted.look(Path.of("/etc/owned")).orElseThrow().mode()).isEqualTo(Mode.of(04755));
  }

  @Test
  void hasItsModeFromTheFirstByte() throws IOException {
    try (var file = rooted.create(Path.of("/etc/empty/key"), Mode.OWNER_ONLY)) {
      try (var entries = java.nio.file.Files.list(temporary.resolve("root/etc/empty"))) {
        assertThat(entries)
            .singleElement()
            .satisfies(
                part ->
                    assertThat(
                            (Integer) java.nio.file.Files.getAttribute(part, "unix:mode") & 07777)
                        .isEqualTo(0600));
      }
      file.write(1);
    }
  }
}
