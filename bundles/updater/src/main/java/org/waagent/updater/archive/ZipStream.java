// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Reads a zip once, from its first byte to its last, and takes it only if every reader would see
 * the same in it: entries without gaps, a directory that says what they say, nothing before and
 * nothing behind, no name twice, no links. The message of what it throws names the entry.
 */
final class ZipStream implements Closeable {
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int DESCRIPTOR_REST = 12;

  private final ByteSource source;
  private final ZipLimits limits;
  private final List<ZipHeader> seen = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final ZipContent content;
  private ZipHeader open;

  /**
   * @param in the zip; the caller closes it
   * @param limits what it may have
   */
  ZipStream(InputStream in, ZipLimits limits) {
    this.source = new ByteSource(in, limits.packed());
    this.limits = limits;
    this.content = new ZipContent(source, limits);
  }

  /**
   * Goes on to the next entry. At the end the directory was found to agree.
   *
   * @return its name; null if there is none
   * @throws ZipException if the zip can't be taken; or {@link java.io.EOFException}
   */
  String next() throws IOException {
    try {
      if (open != null) {
        finish();
      }
      int signature = source.take(Integer.BYTES).getInt(0);
      if (signature == ZipHeader.SIGNATURE) {
        open = ZipHeader.read(source);
        take(open);
        content.begin(open);
        return open.name();
      }
      if (seen.isEmpty()) {
        throw new ZipException("no zip, or an empty one");
      }
      new ZipDirectory(source, seen).require(signature);
      return null;
    } catch (ZipException e) {
      throw named(e);
    }
  }

  private void take(ZipHeader header) throws ZipException {
    if (seen.size() >= limits.entries()) {
      throw new ZipException("more than " + limits.entries() + " entries");
    }
    boolean folder = header.name().endsWith("/");
    if (folder && (limits.folders() == ZipLimits.Folders.NO || header.size() > 0)) {
      throw new ZipException("entry is a folder");
    }
    if (!names.add(header.name())) {
      throw new ZipException("entry comes twice");
    }
    requireInside(header.name());
  }

  private static void requireInside(String name) throws ZipException {
    for (String step : (name.endsWith("/") ? name + "x" : name).split("/", -1)) {
      if (step.isEmpty() || step.equals("..") || step.equals(".") || step.indexOf('\\') >= 0) {
        throw new ZipException("entry has a path that may lead elsewhere");
      }
    }
  }

  /** Content of the entry {@link #next} came to, up to the next call. Need not be read whole. */
  InputStream content() {
    return content;
  }

  private void finish() throws IOException {
    content.drain();
    ZipHeader found = open.with(content.crc(), content.packed(), content.size());
    if (open.hasSizesLater()) {
      ByteBuffer descriptor = source.take(Integer.BYTES + DESCRIPTOR_REST);
      if (descriptor.getInt(0) != DESCRIPTOR) {
        throw new ZipException("entry does not tell its size");
      }
      requireSame(
          open.with(
              descriptor.getInt(4),
              Integer.toUnsignedLong(descriptor.getInt(8)),
              Integer.toUnsignedLong(descriptor.getInt(12))),
          found);
    } else {
      requireSame(open, found);
    }
    seen.add(found);
    open = null;
  }

  private static void requireSame(ZipHeader told, ZipHeader found) throws ZipException {
    if (!told.equals(found)) {
      throw new ZipException("entry has another size or checksum than it tells");
    }
  }

  private ZipException named(ZipException e) {
    String at =
        open != null
            ? open.name()
            : seen.isEmpty() ? "the start" : "the end, after " + seen.get(seen.size() - 1).name();
    ZipException named = new ZipException(Objects.requireNonNull(e.getMessage()) + ": " + at);
    named.initCause(e);
    return named;
  }

  @Override
  public void close() {
    content.close();
  }
}
