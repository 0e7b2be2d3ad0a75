// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.waagent.os.FileFacts;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;
import org.waagent.os.Users;

/** Files below a root; {@code /} unless the framework property {@code org.waagent.root} is set. */
@Component
public final class RootedFiles implements Files {
  private static final int FORMAT_BITS = 0170000;
  private static final int PIPE = 0010000;

  private final Root root;
  private final Watches watches;
  private final Set<Path> open = ConcurrentHashMap.newKeySet();

  @Activate
  public RootedFiles(BundleContext context) {
    this(Roots.of(context));
  }

  RootedFiles(Root root) {
    this.root = root;
    this.watches = new Watches(root);
  }

  @Deactivate
  void close() {
    watches.close();
  }

  @Override
  public boolean exists(Path path) {
    try {
      return java.nio.file.Files.exists(root.follow(path));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<FileFacts> look(Path path) throws IOException {
    Path entry = root.entry(path);
    try {
      PosixFileAttributes facts =
          java.nio.file.Files.getFileAttributeView(
                  entry, PosixFileAttributeView.class, NOFOLLOW_LINKS)
              .readAttributes();
      Map<String, Object> unix =
          java.nio.file.Files.readAttributes(entry, "unix:mode", NOFOLLOW_LINKS);
      return Optional.of(
          new FileFacts(
              kind(facts),
              facts.size(),
              Mode.of((Integer) unix.get("mode") & 07777),
              facts.owner().getName(),
              facts.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (isBelowAFile(entry)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** {@code /etc/passwd/x}: the system tells another error, but nothing is there either. */
  private static boolean isBelowAFile(Path entry) {
    Path parent = entry.getParent();
    return parent != null
        && java.nio.file.Files.exists(parent)
        && !java.nio.file.Files.isDirectory(parent);
  }

  private static FileFacts.Kind kind(PosixFileAttributes facts) {
    if (facts.isSymbolicLink()) {
      return FileFacts.Kind.LINK;
    }
    if (facts.isDirectory()) {
      return FileFacts.Kind.FOLDER;
    }
    return facts.isRegularFile() ? FileFacts.Kind.FILE : FileFacts.Kind.OTHER;
  }

  @Override
  public byte[] read(Path path, int most) throws IOException {
    try (InputStream in = open(path)) {
      byte[] content = in.readNBytes(most);
      if (content.length == most && in.read() >= 0) {
        throw new FileTooLargeException(path, most);
      }
      return content;
    }
  }

  @Override
  public String readText(Path path, int most) throws IOException {
    return new String(read(path, most), StandardCharsets.UTF_8);
  }

  /** Opening a pipe waits until somebody writes into it, which may be never. */
  @Override
  public InputStream open(Path path) throws IOException {
    Path file = root.follow(path);
    if (isPipe(file)) {
      throw new IOException("not a file but a pipe: " + path);
    }
    return java.nio.file.Files.newInputStream(file);
  }

  private static boolean isPipe(Path file) throws IOException {
    int mode = (Integer) java.nio.file.Files.readAttributes(file, "unix:mode").get("mode");
    return (mode & FORMAT_BITS) == PIPE;
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return Folders.names(root.follow(folder));
  }

  @Override
  public long freeSpace(Path path) throws IOException {
    Path at = root.follow(path);
    while (!java.nio.file.Files.exists(at)) {
      at = at.getParent();
    }
    // Not getFileStore: it fails where the mount is not in the process's own table.
    return at.toFile().getUsableSpace();
  }

  @Override
  public void write(Path path, byte[] content, Mode mode) throws IOException {
    try (NewFile file = create(path, mode)) {
      file.write(content);
      file.commit();
    }
  }

  @Override
  public NewFile create(Path path, Mode mode) throws IOException {
    return Replacement.of(root.destination(path), mode, open);
  }

  @Override
  public long append(Path path, byte[] content, Mode mode) throws IOException {
    return Appending.to(root.destination(path), content, mode);
  }

  @Override
  public void makeFolder(Path folder, Mode mode) throws IOException {
    Folders.make(root.follow(folder), mode);
  }

  @Override
  public void link(Path link, Path target) throws IOException {
    Links.put(root.entry(link), target);
  }

  @Override
  public Optional<Path> target(Path link) throws IOException {
    Path entry = root.entry(link);
    return java.nio.file.Files.isSymbolicLink(entry)
        ? Optional.of(java.nio.file.Files.readSymbolicLink(entry))
        : Optional.empty();
  }

  @Override
  public void owner(Path path, Users.User user) throws IOException {
    Path entry = root.entry(path);
    java.nio.file.Files.setAttribute(entry, "unix:gid", user.group(), NOFOLLOW_LINKS);
    java.nio.file.Files.setAttribute(entry, "unix:uid", user.id(), NOFOLLOW_LINKS);
  }

  @Override
  public void mode(Path path, Mode mode) throws IOException {
    Permissions.set(root.follow(path), mode);
  }

  @Override
  public Mode modeOr(Path path, Mode otherwise) throws IOException {
    try {
      Map<String, Object> unix = java.nio.file.Files.readAttributes(root.follow(path), "unix:mode");
      return Mode.of((Integer) unix.get("mode") & 07777);
    } catch (NoSuchFileException e) {
      return otherwise;
    }
  }

  @Override
  public void modified(Path path, Instant time) throws IOException {
    java.nio.file.Files.setLastModifiedTime(root.follow(path), FileTime.from(time));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Path target = root.entry(to);
    java.nio.file.Files.move(root.entry(from), target, StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(target.getParent());
  }

  @Override
  public void copy(Path from, Path to) throws IOException {
    Path source = root.follow(from);
    Path target = root.destination(to);
    Map<String, Object> facts =
        java.nio.file.Files.readAttributes(source, "unix:mode,lastModifiedTime,lastAccessTime");
    Mode mode = Mode.of((Integer) facts.get("mode") & 07777);
    try (Replacement file = Replacement.of(target, mode, open)) {
      java.nio.file.Files.copy(source, file);
      file.times((FileTime) facts.get("lastModifiedTime"), (FileTime) facts.get("lastAccessTime"));
      file.commit();
    }
  }

  @Override
  public boolean delete(Path path) throws IOException {
    return java.nio.file.Files.deleteIfExists(root.entry(path));
  }

  @Override
  public void deleteTree(Path folder) throws IOException {
    Folders.deleteTree(root.entry(folder));
  }

  @Override
  public int sweep(Path folder) throws IOException {
    return Folders.sweep(root.follow(folder), open::contains);
  }

  @Override
  public Closeable watch(Path path, Runnable changed) throws IOException {
    return watches.add(path, changed);
  }
}
