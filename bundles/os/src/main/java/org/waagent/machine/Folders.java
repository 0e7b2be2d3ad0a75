// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.waagent.os.Mode;

/** What is done with whole folders, on real paths. */
final class Folders {
  private Folders() {}

  /** Makes a rename in a folder outlive a power failure. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!Replacement.isPart(name)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  /** Removes parts of files, but for those somebody still writes. */
  static int sweep(Path folder, Predicate<Path> isOpen) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Replacement.isPart(entry.getFileName().toString()) && !isOpen.test(entry)) {
          Files.deleteIfExists(entry);
          count++;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return 0;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return count;
  }

  /** Makes a folder and those above it that are missing. */
  static void make(Path folder, Mode mode) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getParent() != null) {
      make(folder.getParent(), mode);
    }
    try {
      Files.createDirectory(folder, Permissions.attribute(mode));
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return;
      }
      throw e;
    }
    Permissions.set(folder, mode);
  }

  /** Removes whatever is there, without following a link even if one is put there meanwhile. */
  static void deleteTree(Path folder) throws IOException {
    if (folder.getParent() == null) {
      throw new IOException("not the whole machine: " + folder);
    }
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder.getParent())) {
      if (!(parent instanceof SecureDirectoryStream<Path> secure)) {
        throw new IOException("can't remove folders safely on this file system: " + folder);
      }
      remove(secure, folder.getFileName());
    } catch (NoSuchFileException e) {
      return;
    }
  }

  private static void remove(SecureDirectoryStream<Path> parent, Path name) throws IOException {
    if (!isFolder(parent, name)) {
      parent.deleteFile(name);
      return;
    }
    empty(parent, name);
    parent.deleteDirectory(name);
  }

  private static void empty(SecureDirectoryStream<Path> parent, Path name) throws IOException {
    try (SecureDirectoryStream<Path> entries =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : entries) {
        removeIfThere(entries, entry.getFileName());
      }
    } catch (NotDirectoryException e) {
      throw new IOException("changed while it was removed: " + name, e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void removeIfThere(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    try {
      remove(parent, name);
    } catch (NoSuchFileException e) {
      return;
    }
  }

  private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    return parent
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .isDirectory();
  }
}
