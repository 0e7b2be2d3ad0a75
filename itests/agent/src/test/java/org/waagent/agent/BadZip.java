// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.waagent.azurehost.ExtensionPackage;

/** The package of a handler, spoiled in one of the ways in which packages are spoiled or forged. */
enum BadZip {
  CORRUPT("", "", zip -> turned(zip, zip.length / 3, 64)),
  TRUNCATED("", "", zip -> Arrays.copyOf(zip, zip.length * 2 / 3)),
  PAGE(
      "not a zip",
      "",
      zip -> "<html>Sign in to the network</html>".getBytes(StandardCharsets.US_ASCII)),
  WRONG_CHECKSUM("crc", "", BadZip::wrongChecksum),
  SLIP("leaves the folder", "../../slipped", UnaryOperator.identity()),
  DEEP_SLIP("leaves the folder", "bin/../../../slipped", UnaryOperator.identity()),
  ABSOLUTE("leaves the folder", "/tmp/waagent-slipped", UnaryOperator.identity()),
  TWICE(
      "comes twice", "bin/handler.SH", zip -> renamed(zip, "bin/handler.SH", ShellHandler.SCRIPT)),
  LISTED_CHECKSUM("crc", "", BadZip::listedChecksum),
  LINK("symbolic link: 'bin/link'", "", BadZip::linked),
  BELOW_LINK("bin/link", "bin/link/slipped", BadZip::linked),
  BOMB("unpacks to more", "bomb", UnaryOperator.identity()),
  LOCKED("encrypt", "", BadZip::locked);

  private static final int BOMB_BYTES = 300 << 20;
  private static final int CENTRAL = 0x02014b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int LOCAL = 0x04034b50;
  private static final int UNIX = 3;
  private static final int LINK_MODE = 0xA1FF;

  private final String reason;
  private final String entry;
  private final UnaryOperator<byte[]> spoil;

  /** What the message has to say, besides which package it is about. */
  String reason() {
    return reason;
  }

  /**
   * @param reason a word of the message
   * @param entry one more entry, none if blank
   * @param spoil what becomes of the bytes
   */
  BadZip(String reason, String entry, UnaryOperator<byte[]> spoil) {
    this.reason = reason;
    this.entry = entry;
    this.spoil = spoil;
  }

  ExtensionPackage of(ShellHandler handler) {
    return ExtensionPackage.bytes(spoil.apply(zip(handler)));
  }

  private byte[] zip(ShellHandler handler) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : new TreeMap<>(handler.files()).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      if (this == LINK || this == BELOW_LINK) {
        zip.putNextEntry(new ZipEntry("bin/link"));
        zip.write("../../..".getBytes(StandardCharsets.UTF_8));
      }
      if (!entry.isEmpty()) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(new byte[this == BOMB ? BOMB_BYTES : 10]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] turned(byte[] zip, int from, int count) {
    byte[] turned = zip.clone();
    for (int i = from; i < from + count; i++) {
      turned[i] = (byte) ~turned[i];
    }
    return turned;
  }

  /** The sum of the first entry is another one, behind its content and in the directory. */
  private static byte[] wrongChecksum(byte[] zip) {
    byte[] behind = turned(zip, find(zip, DESCRIPTOR, 0) + 4, 4);
    return listedChecksum(behind);
  }

  /** Only the directory has another sum of the first entry. */
  private static byte[] listedChecksum(byte[] zip) {
    return turned(zip, find(zip, CENTRAL, 0) + 16, 4);
  }

  private static byte[] locked(byte[] zip) {
    byte[] locked = zip.clone();
    locked[find(zip, LOCAL, 0) + 6] |= 1;
    locked[find(zip, CENTRAL, 0) + 8] |= 1;
    return locked;
  }

  private static byte[] renamed(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Makes a symbolic link of the entry {@code bin/link}. */
  private static byte[] linked(byte[] zip) {
    byte[] linked = zip.clone();
    int at = find(zip, CENTRAL, 0);
    while (!name(zip, at).equals("bin/link")) {
      at = find(zip, CENTRAL, at + 4);
    }
    linked[at + 5] = UNIX;
    linked[at + 40] = (byte) LINK_MODE;
    linked[at + 41] = (byte) (LINK_MODE >> 8);
    return linked;
  }

  private static String name(byte[] zip, int at) {
    int length = zip[at + 28] & 0xff;
    return new String(zip, at + 46, length, StandardCharsets.UTF_8);
  }

  private static int find(byte[] zip, int signature, int from) {
    for (int at = from; at < zip.length - 4; at++) {
      if (ByteBuffer.wrap(zip, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() == signature) {
        return at;
      }
    }
    throw new IllegalArgumentException("no such part of a zip");
  }
}
