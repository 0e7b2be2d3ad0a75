// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipStreamTest {
  private static final ZipLimits LIMITS =
      new ZipLimits(5000, 64L << 20, 64L << 20, ZipLimits.Folders.YES);

  private static byte[] zip(String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Names and contents, as text. */
  private static List<String> read(byte[] zip, ZipLimits limits) throws IOException {
    List<String> read = new ArrayList<>();
    try (ZipStream in = new ZipStream(new ByteArrayInputStream(zip), limits)) {
      for (String name = in.next(); name != null; name = in.next()) {
        read.add(name + "=" + new String(in.content().readAllBytes(), UTF_8));
      }
    }
    return read;
  }

  private static void refused(byte[] zip, String why) {
    assertThatThrownBy(() -> read(zip, LIMITS))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining(why);
  }

  /** The zip with a text in place of another one of that length, in the first or last place. */
  private static byte[] with(byte[] zip, String from, String to, boolean last) {
    String text = new String(zip, ISO_8859_1);
    int at = last ? text.lastIndexOf(from) : text.indexOf(from);
    return (text.substring(0, at) + to + text.substring(at + to.length())).getBytes(ISO_8859_1);
  }

  private static int directory(byte[] zip) {
    return new String(zip, ISO_8859_1).indexOf("PK\1\2");
  }

  private static byte[] with(byte[] zip, int at, int value) {
    byte[] changed = zip.clone();
    changed[at] = (byte) value;
    return changed;
  }

  @Test
  void readsWhatAnybodyPacked() throws Exception {
    assertThat(read(zip("a", "b/c"), LIMITS)).containsExactly("a=a", "b/c=b/c");
  }

  /** Jars of several makers, from the class path of this test. */
  @Test
  void readsTheJarsOfTheWorldAsTheyAre() throws Exception {
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(":"))
            .filter(place -> place.endsWith(".jar"))
            .map(Path::of)
            .filter(jar -> jar.toFile().length() < 2 << 20)
            .toList();
    assertThat(jars).hasSizeGreaterThan(10);
    for (Path jar : jars) {
      List<String> names = new ArrayList<>();
      try (ZipStream in = new ZipStream(Files.newInputStream(jar), LIMITS);
          ZipFile known = new ZipFile(jar.toFile())) {
        for (String name = in.next(); name != null; name = in.next()) {
          names.add(name);
        }
        assertThat(names)
            .as(jar.toString())
            .containsExactlyInAnyOrderElementsOf(
                Collections.list(known.entries()).stream().map(ZipEntry::getName).toList());
      }
    }
  }

  @Test
  void aZipThatIsCutAnywhereIsRefused() {
    byte[] zip = zip("a", "b/c");
    for (int length = 0; length < zip.length; length++) {
      byte[] cut = Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> read(cut, LIMITS))
          .as("cut at %d", length)
          .isInstanceOfAny(EOFException.class, ZipException.class)
          .hasMessageMatching(".+");
    }
  }

  @Test
  void whatStandsBeforeOrBehindIsRefused() {
    byte[] zip = zip("a");
    byte[] longer = Arrays.copyOf(zip, zip.length + 1);
    refused(longer, "something follows the end");
    refused(("#!/bin/sh\n" + new String(zip, ISO_8859_1)).getBytes(ISO_8859_1), "no zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a", "a/../../b", "/etc/passwd", "a//b", "./a", "a\\b", "a/..", "..", "a/./b"})
  void namesThatLeadElsewhereAreRefused(String name) {
    refused(zip(name), "entry has a path that may lead elsewhere: " + name);
  }

  @Test
  void aNameThatComesTwiceIsRefused() {
    byte[] zip = with(with(zip("aa", "ab"), "ab", "aa", false), "ab", "aa", true);
    refused(zip, "entry comes twice: aa");
  }

  @Test
  void theDirectoryMustSayTheSame() {
    byte[] zip = zip("one", "two");
    refused(with(zip, "two", "six", true), "directory says something else of two");
    int at = directory(zip);
    refused(with(zip, at + 16, 99), "directory says something else of one");
    refused(with(zip, at + 24, 99), "directory says something else of one");
    refused(with(zip, at + 42, 99), "directory says something else of one");
    refused(with(zip, zip.length - 12, 1), "end says something else than what is there");
    refused(with(zip, zip.length - 6, 1), "end says something else than what is there");
  }

  @Test
  void aContentThatIsNotWhatIsToldIsRefused() {
    byte[] zip = zip("one", "two");
    int descriptor = new String(zip, ISO_8859_1).indexOf("PK\7\10");
    refused(with(zip, descriptor + 4, 99), "entry has another size or checksum than it tells: one");
    refused(with(zip, descriptor, 99), "entry does not tell its size: one");
  }

  @Test
  void linksAndOtherOddFilesAreRefused() throws Exception {
    byte[] zip = zip("one");
    int mode = directory(zip) + 41;
    for (int kind : new int[] {0xa1, 0x11, 0x21, 0x61, 0xc1, 0x41}) {
      refused(with(zip, mode, kind), "entry is a link, or no plain file: one");
    }
    assertThat(read(with(zip, mode, 0x81), LIMITS)).containsExactly("one=one");
  }

  @Test
  void encryptedAndOddlyPackedEntriesAreRefused() {
    refused(with(zip("one"), 6, 9), "entry is packed in a way that is not known");
    refused(with(zip("one"), 8, 12), "entry is packed in a way that is not known");
  }

  @Test
  void aBombIsLeftBeforeItGoesOff() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        zip.write(zeros);
      }
    }
    ZipLimits limits = new ZipLimits(10, 1L << 30, 1L << 40, ZipLimits.Folders.NO);
    long[] read = {0};
    assertThatThrownBy(
            () -> {
              try (ZipStream in =
                  new ZipStream(new ByteArrayInputStream(bytes.toByteArray()), limits)) {
                in.next();
                InputStream content = in.content();
                byte[] buffer = new byte[4096];
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                  read[0] += n;
                }
              }
            })
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("unpacks to more than it may");
    assertThat(read[0]).isLessThan(20L << 20);
  }

  @Test
  void boundsHold() {
    ZipLimits few = new ZipLimits(1, 1000, 1000, ZipLimits.Folders.NO);
    assertThatThrownBy(() -> read(zip("a", "b"), few)).hasMessageContaining("more than 1 entries");
    assertThatThrownBy(() -> read(zip("a/"), few)).hasMessageContaining("entry is a folder: a/");
    ZipLimits small = new ZipLimits(10, 50, 1000, ZipLimits.Folders.NO);
    assertThatThrownBy(() -> read(zip("a"), small)).hasMessageContaining("larger than 50 bytes");
    ZipLimits little = new ZipLimits(10, 1000, 3, ZipLimits.Folders.NO);
    assertThatThrownBy(() -> read(zip("long"), little))
        .hasMessageContaining("unpacks to more than it may, 4 bytes");
  }
}
