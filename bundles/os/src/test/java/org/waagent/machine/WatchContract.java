// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** What every implementation of {@link Files#watch} does. */
abstract class WatchContract {
  private static final long QUIET_MILLIS = 200;

  private final Semaphore told = new Semaphore(0);
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

  private void write(String name) throws IOException {
    files.write(folder.resolve(name), new byte[1], Mode.PUBLIC);
  }

  private void assertTold() throws InterruptedException {
    assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).as("told of the change").isTrue();
    while (told.tryAcquire(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
      continue;
    }
  }

  private void assertNotTold() throws InterruptedException {
    assertThat(told.tryAcquire(QUIET_MILLIS, TimeUnit.MILLISECONDS)).as("told").isFalse();
  }

  @Test
  void tellsOfAFileThatComesChangesAndGoes() throws Exception {
    Closeable watch = files.watch(folder.resolve("a"), told::release);
    write("a");
    assertTold();
    write("a");
    assertTold();
    files.append(folder.resolve("a"), new byte[1], Mode.PUBLIC);
    assertTold();
    files.delete(folder.resolve("a"));
    assertTold();
    watch.close();
  }

  @Test
  void doesNotTellOfItsNeighbours() throws Exception {
    Closeable watch = files.watch(folder.resolve("a"), told::release);
    write("b");
    assertNotTold();
    watch.close();
  }

  @Test
  void tellsOfTheEntriesOfAFolder() throws Exception {
    Closeable watch = files.watch(folder, told::release);
    write("x");
    assertTold();
    watch.close();
  }

  @Test
  void tellsOnceOfChangesCloseTogether() throws Exception {
    Closeable watch = files.watch(folder, told::release);
    long start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      files.append(folder.resolve("x"), new byte[1], Mode.PUBLIC);
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(QUIET_MILLIS);
    assertThat((long) told.availablePermits()).isLessThanOrEqualTo(took / 20 + 2);
    watch.close();
  }

  @Test
  void waitsForFoldersThatDoNotExistYet() throws Exception {
    Closeable watch = files.watch(folder.resolve("p/q/file"), told::release);
    files.makeFolder(folder.resolve("p/q"), Mode.PUBLIC_FOLDER);
    assertTold();
    write("p/q/file");
    assertTold();
    write("p/q/file");
    assertTold();
    watch.close();
  }

  @Test
  void goesOnAfterItsFolderWasRemovedAndMadeAgain() throws Exception {
    files.makeFolder(folder.resolve("p"), Mode.PUBLIC_FOLDER);
    Closeable watch = files.watch(folder.resolve("p/file"), told::release);
    files.deleteTree(folder.resolve("p"));
    assertTold();
    files.makeFolder(folder.resolve("p"), Mode.PUBLIC_FOLDER);
    assertTold();
    write("p/file");
    assertTold();
    watch.close();
  }

  @Test
  void tellsOfAChangeBehindALink() throws Exception {
    files.makeFolder(folder.resolve("real"), Mode.PUBLIC_FOLDER);
    write("real/file");
    files.link(folder.resolve("link"), Path.of("real/file"));
    Closeable watch = files.watch(folder.resolve("link"), told::release);
    write("real/file");
    assertTold();
    files.link(folder.resolve("link"), Path.of("real/other"));
    assertTold();
    write("real/other");
    assertTold();
    watch.close();
  }

  @Test
  void isSilentAfterItsEnd() throws Exception {
    Closeable watch = files.watch(folder.resolve("a"), told::release);
    Closeable other = files.watch(folder.resolve("b"), told::release);
    watch.close();
    write("a");
    assertNotTold();
    other.close();
  }

  @Test
  void aFailureOfOneDoesNotEndTheOthers() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    try {
      Closeable bad =
          files.watch(
              folder,
              () -> {
                throw new IllegalStateException("on purpose");
              });
      Closeable good = files.watch(folder, told::release);
      write("a");
      assertTold();
      write("a");
      assertTold();
      bad.close();
      good.close();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void endsItsThreadWithTheLastWatch() throws Exception {
    Closeable first = files.watch(folder, told::release);
    Closeable second = files.watch(folder, told::release);
    assertThat(threads()).isEqualTo(1);
    first.close();
    second.close();
    second.close();
    for (int i = 0; i < 100 && threads() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(threads()).isZero();
    Closeable third = files.watch(folder, told::release);
    write("a");
    assertTold();
    third.close();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("waagent-watch"))
        .count();
  }
}
