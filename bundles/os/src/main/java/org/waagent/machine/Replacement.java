// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** A file that is written beside its place and renamed into it. */
final class Replacement extends NewFile {
  private static final String SUFFIX = ".waagent-part";

  private final Path place;
  private final Path part;
  private final Mode mode;
  private final FileChannel channel;
  private final Set<Path> open;
  private boolean settled;

  private Replacement(Path place, Path part, Mode mode, FileChannel channel, Set<Path> open) {
    this.place = place;
    this.part = part;
    this.mode = mode;
    this.channel = channel;
    this.open = open;
  }

  /**
   * Begins one.
   *
   * @param place a real path without a link at its end
   * @param open holds the part for as long as it is written
   */
  static Replacement of(Path place, Mode mode, Set<Path> open) throws IOException {
    Path part = place.resolveSibling(partName());
    open.add(part);
    Replacement made = new Replacement(place, part, mode, channel(part, mode, open), open);
    try {
      made.keepOwner();
      Permissions.set(part, mode);
    } catch (IOException e) {
      made.close();
      throw e;
    }
    return made;
  }

  private static FileChannel channel(Path part, Mode mode, Set<Path> open) throws IOException {
    try {
      return FileChannel.open(
          part,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          Permissions.attribute(mode));
    } catch (IOException | RuntimeException e) {
      open.remove(part);
      throw e;
    }
  }

  /** A name nobody else has, for something that is not yet in its place. */
  static String partName() {
    return "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX;
  }

  /** Whether a name is one of a file being written, or left by a crash while it was. */
  static boolean isPart(String name) {
    return name.startsWith(".") && name.endsWith(SUFFIX);
  }

  private void keepOwner() throws IOException {
    Map<String, Object> old;
    try {
      old = Files.readAttributes(place, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    Map<String, Object> own = Files.readAttributes(part, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
    for (Map.Entry<String, Object> id : old.entrySet()) {
      if (!id.getValue().equals(own.get(id.getKey()))) {
        Files.setAttribute(part, "unix:" + id.getKey(), id.getValue(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** Times the file shall have; nothing may be written after this. */
  void times(FileTime modified, FileTime accessed) throws IOException {
    Files.getFileAttributeView(part, BasicFileAttributeView.class)
        .setTimes(modified, accessed, null);
  }

  @Override
  public void commit() throws IOException {
    if (mode.bits() > 0777) {
      // Writing takes the set-user-id bits away.
      Permissions.set(part, mode);
    }
    channel.force(true);
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    settled = true;
    open.remove(part);
    Folders.sync(place.getParent());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!settled) {
      settled = true;
      open.remove(part);
      Files.deleteIfExists(part);
    }
  }
}
