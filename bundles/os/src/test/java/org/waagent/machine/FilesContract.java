// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.os.FileFacts;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** What every implementation of {@link Files} does. */
abstract class FilesContract {
  private Files files;
  private Path folder;

  /** The implementation to test. */
  abstract Files files() throws IOException;

  /** An existing folder, empty, in the terms of {@link #files}. */
  abstract Path folder() throws IOException;

  @BeforeEach
  void takeFiles() throws IOException {
    files = files();
    folder = folder();
  }

  private void write(Path path, String text) throws IOException {
    files.write(path, text.getBytes(UTF_8), Mode.PUBLIC);
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    write(folder.resolve("a"), "grün");
    assertThat(files.readText(folder.resolve("a"), 5)).isEqualTo("grün");
    assertThat(files.read(folder.resolve("a"), 100)).isEqualTo("grün".getBytes(UTF_8));
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    write(folder.resolve("a"), "12345");
    assertThatThrownBy(() -> files.read(folder.resolve("a"), 4))
        .isInstanceOfSatisfying(
            FileTooLargeException.class,
            e -> {
              assertThat(e.path()).isEqualTo(folder.resolve("a"));
              assertThat(e.most()).isEqualTo(4);
            });
  }

  @Test
  void tellsThatAFileIsMissing() throws IOException {
    Path missing = folder.resolve("missing");
    assertThat(files.exists(missing)).isFalse();
    assertThat(files.look(missing)).isEmpty();
    assertThat(files.look(missing.resolve("below"))).isEmpty();
    assertThat(files.list(missing)).isEmpty();
    assertThat(files.delete(missing)).isFalse();
    assertThatThrownBy(() -> files.read(missing, 1)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> files.open(missing)).isInstanceOf(NoSuchFileException.class);
    files.deleteTree(missing);
    files.deleteTree(missing.resolve("below"));
  }

  @Test
  void findsNothingBelowAFile() throws IOException {
    write(folder.resolve("a"), "x");
    assertThat(files.exists(folder.resolve("a/b"))).isFalse();
    assertThat(files.look(folder.resolve("a/b"))).isEmpty();
  }

  @Test
  void setsExactlyTheModeWhateverTheUmaskIs() throws IOException {
    for (int bits : new int[] {0600, 0666, 0777, 0400, 04755, 02750, 01777}) {
      Path path = folder.resolve("m" + bits);
      files.write(path, new byte[] {1, 2, 3}, Mode.of(bits));
      assertThat(files.look(path).orElseThrow().mode()).isEqualTo(Mode.of(bits));
    }
  }

  @Test
  void aNewFileIsNotSeenBeforeItIsCommitted() throws IOException {
    write(folder.resolve("a"), "old");
    try (NewFile file = files.create(folder.resolve("a"), Mode.OWNER_ONLY)) {
      file.write("new".getBytes(UTF_8));
      assertThat(files.readText(folder.resolve("a"), 10)).isEqualTo("old");
      assertThat(files.list(folder)).containsExactly("a");
      file.commit();
    }
    assertThat(files.readText(folder.resolve("a"), 10)).isEqualTo("new");
    assertThat(files.look(folder.resolve("a")).orElseThrow().mode()).isEqualTo(Mode.OWNER_ONLY);
  }

  @Test
  void aNewFileThatIsNotCommittedLeavesNoTrace() throws IOException {
    try (NewFile file = files.create(folder.resolve("a"), Mode.PUBLIC)) {
      file.write(7);
    }
    // An empty folder can be removed, so nothing is hidden in it either.
    assertThat(files.delete(folder)).isTrue();
  }

  @Test
  void aReaderNeverSeesHalfAFile() throws Exception {
    Path path = folder.resolve("a");
    write(path, "0".repeat(20_000));
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 30; i++) {
                try {
                  write(path, Integer.toString(i % 10).repeat(20_000));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    writer.start();
    while (writer.isAlive()) {
      String text = files.readText(path, 20_000);
      assertThat(text.chars().distinct().count()).isEqualTo(1);
      assertThat(text).hasSize(20_000);
    }
    writer.join();
  }

  @Test
  void appendsAndTellsTheSize() throws IOException {
    Path log = folder.resolve("log");
    assertThat(files.append(log, new byte[3], Mode.of(0640))).isEqualTo(3);
    assertThat(files.append(log, new byte[4], Mode.PUBLIC)).isEqualTo(7);
    FileFacts facts = files.look(log).orElseThrow();
    assertThat(facts.size()).isEqualTo(7);
    assertThat(facts.mode()).isEqualTo(Mode.of(0640));
  }

  @Test
  void listsSorted() throws IOException {
    for (String name : new String[] {"b", "a", "C"}) {
      write(folder.resolve(name), "");
    }
    files.makeFolder(folder.resolve("bb"), Mode.PUBLIC_FOLDER);
    assertThat(files.list(folder)).containsExactly("C", "a", "b", "bb");
  }

  @Test
  void findsNothingInAFile() throws IOException {
    write(folder.resolve("a"), "");
    assertThat(files.list(folder.resolve("a"))).isEmpty();
    assertThat(files.below(folder.resolve("a"), 1)).isEmpty();
  }

  @Test
  void tellsTheModeOfWhatALinkLeadsTo() throws IOException {
    Path file = folder.resolve("a");
    files.write(file, new byte[0], Mode.of(0640));
    files.link(folder.resolve("link"), Path.of("a"));
    files.link(folder.resolve("nowhere"), Path.of("missing"));
    assertThat(files.modeOr(file, Mode.OWNER_ONLY)).isEqualTo(Mode.of(0640));
    assertThat(files.modeOr(folder.resolve("link"), Mode.OWNER_ONLY)).isEqualTo(Mode.of(0640));
    assertThat(files.modeOr(folder.resolve("nowhere"), Mode.OWNER_ONLY)).isEqualTo(Mode.OWNER_ONLY);
    assertThat(files.modeOr(folder.resolve("missing"), Mode.OWNER_ONLY)).isEqualTo(Mode.OWNER_ONLY);
  }

  @Test
  void makesFoldersWithTheirMode() throws IOException {
    files.makeFolder(folder.resolve("x/y"), Mode.OWNER_FOLDER);
    files.makeFolder(folder.resolve("x/y"), Mode.PUBLIC_FOLDER);
    assertThat(files.look(folder.resolve("x")).orElseThrow().mode()).isEqualTo(Mode.OWNER_FOLDER);
    FileFacts facts = files.look(folder.resolve("x/y")).orElseThrow();
    assertThat(facts.mode()).isEqualTo(Mode.OWNER_FOLDER);
    assertThat(facts.kind()).isEqualTo(FileFacts.Kind.FOLDER);
  }

  @Test
  void makesNoFolderWhereAFileIs() throws IOException {
    write(folder.resolve("x"), "");
    assertThatThrownBy(() -> files.makeFolder(folder.resolve("x"), Mode.PUBLIC_FOLDER))
        .isInstanceOf(IOException.class);
  }

  @Test
  void replacesALinkButNothingElse() throws IOException {
    write(folder.resolve("one"), "1");
    write(folder.resolve("two"), "2");
    files.link(folder.resolve("link"), Path.of("one"));
    files.link(folder.resolve("link"), Path.of("two"));
    assertThat(files.readText(folder.resolve("link"), 9)).isEqualTo("2");
    assertThat(files.look(folder.resolve("link")).orElseThrow().kind())
        .isEqualTo(FileFacts.Kind.LINK);
    assertThatThrownBy(() -> files.link(folder.resolve("one"), Path.of("two")))
        .isInstanceOf(IOException.class);
    assertThat(files.readText(folder.resolve("one"), 9)).isEqualTo("1");
  }

  @Test
  void tellsWhatALinkSaysAndNothingOfWhatIsNone() throws IOException {
    write(folder.resolve("one"), "1");
    files.link(folder.resolve("link"), Path.of("gone/../one"));
    assertThat(files.target(folder.resolve("link"))).contains(Path.of("gone/../one"));
    assertThat(files.target(folder.resolve("one"))).isEmpty();
    assertThat(files.target(folder.resolve("nothing"))).isEmpty();
  }

  @Test
  void writesThroughALinkAsTheMachineWould() throws IOException {
    write(folder.resolve("real"), "old");
    files.link(folder.resolve("link"), folder.resolve("real"));
    write(folder.resolve("link"), "new");
    assertThat(files.readText(folder.resolve("real"), 9)).isEqualTo("new");
    assertThat(files.look(folder.resolve("link")).orElseThrow().kind())
        .isEqualTo(FileFacts.Kind.LINK);
  }

  @Test
  void aLinkToNothingIsThereButDoesNotExist() throws IOException {
    files.link(folder.resolve("link"), folder.resolve("nothing"));
    assertThat(files.exists(folder.resolve("link"))).isFalse();
    assertThat(files.look(folder.resolve("link"))).isPresent();
    files.append(folder.resolve("link"), new byte[2], Mode.PUBLIC);
    assertThat(files.look(folder.resolve("nothing")).orElseThrow().size()).isEqualTo(2);
  }

  @Test
  void copiesModeAndTime() throws IOException {
    Instant time = Instant.parse("2020-02-03T04:05:06Z");
    files.write(folder.resolve("a"), new byte[] {1}, Mode.of(0751));
    files.modified(folder.resolve("a"), time);
    files.copy(folder.resolve("a"), folder.resolve("b"));
    FileFacts facts = files.look(folder.resolve("b")).orElseThrow();
    assertThat(facts.modified()).isEqualTo(time);
    assertThat(facts.mode()).isEqualTo(Mode.of(0751));
    assertThat(files.read(folder.resolve("b"), 9)).containsExactly(1);
  }

  @Test
  void changesTheMode() throws IOException {
    write(folder.resolve("a"), "");
    files.mode(folder.resolve("a"), Mode.of(06600));
    assertThat(files.look(folder.resolve("a")).orElseThrow().mode()).isEqualTo(Mode.of(06600));
  }

  @Test
  void movesOverAFile() throws IOException {
    write(folder.resolve("a"), "a");
    write(folder.resolve("b"), "b");
    files.move(folder.resolve("a"), folder.resolve("b"));
    assertThat(files.list(folder)).containsExactly("b");
    assertThat(files.readText(folder.resolve("b"), 9)).isEqualTo("a");
  }

  @Test
  void deletesALinkAndNotWhatItLeadsTo() throws IOException {
    write(folder.resolve("a"), "a");
    files.link(folder.resolve("link"), folder.resolve("a"));
    assertThat(files.delete(folder.resolve("link"))).isTrue();
    assertThat(files.list(folder)).containsExactly("a");
  }

  @Test
  void deletesATreeWithoutFollowingLinks() throws IOException {
    files.makeFolder(folder.resolve("kept"), Mode.PUBLIC_FOLDER);
    write(folder.resolve("kept/file"), "x");
    files.makeFolder(folder.resolve("tree/deep/er"), Mode.PUBLIC_FOLDER);
    write(folder.resolve("tree/deep/er/file"), "x");
    files.link(folder.resolve("tree/deep/link"), folder.resolve("kept"));
    files.link(folder.resolve("tree/gone"), folder.resolve("nothing"));
    files.deleteTree(folder.resolve("tree"));
    assertThat(files.list(folder)).containsExactly("kept");
    assertThat(files.list(folder.resolve("kept"))).containsExactly("file");
  }

  @Test
  void tellsAllBelowAFolderWithWhatIsInAFolderFirst() throws IOException {
    files.makeFolder(folder.resolve("tree/a/b"), Mode.PUBLIC_FOLDER);
    files.makeFolder(folder.resolve("other"), Mode.PUBLIC_FOLDER);
    write(folder.resolve("tree/a/b/file"), "x");
    write(folder.resolve("other/file"), "x");
    files.link(folder.resolve("tree/link"), folder.resolve("other"));
    assertThat(files.below(folder.resolve("tree"), 10))
        .containsExactlyInAnyOrder(
            folder.resolve("tree/a/b/file"),
            folder.resolve("tree/a/b"),
            folder.resolve("tree/a"),
            folder.resolve("tree/link"))
        .containsSubsequence(
            folder.resolve("tree/a/b/file"), folder.resolve("tree/a/b"), folder.resolve("tree/a"));
    assertThat(files.below(folder.resolve("none"), 10)).isEmpty();
    assertThatThrownBy(() -> files.below(folder, 3)).isInstanceOf(IOException.class);
  }

  @Test
  void deletesALinkGivenAsATree() throws IOException {
    files.makeFolder(folder.resolve("kept"), Mode.PUBLIC_FOLDER);
    write(folder.resolve("kept/file"), "x");
    files.link(folder.resolve("link"), folder.resolve("kept"));
    files.deleteTree(folder.resolve("link"));
    assertThat(files.list(folder)).containsExactly("kept");
    assertThat(files.list(folder.resolve("kept"))).containsExactly("file");
  }

  @Test
  void tellsFreeSpaceOfWhatIsNotThereYet() throws IOException {
    assertThat(files.freeSpace(folder.resolve("not/there"))).isPositive();
  }

  @Test
  void refusesAPathThatDependsOnTheWorkingDirectory() {
    assertThatThrownBy(() -> files.readText(Path.of("a"), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
