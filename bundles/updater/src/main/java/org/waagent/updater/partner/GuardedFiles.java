// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/**
 * The files a feature declared, and no others. What is not declared is an {@link
 * AccessDeniedException} that names the feature; {@link #exists} has none to throw and is a {@link
 * SecurityException}, since {@code false} would be a lie that somebody acts on.
 *
 * <p>A path is judged, and handed on, as it is once its links are followed. What is declared for
 * writing may be read, too.
 */
final class GuardedFiles implements Files {
  private final Files files;
  private final RealPath real;
  private final PathRules read;
  private final PathRules write;
  private final String feature;
  private final Refusals refusals;

  GuardedFiles(Files files, Grant grant, Refusals refusals) {
    this.files = files;
    this.real = new RealPath(files);
    this.read = new PathRules(real, grant.uses().read());
    this.write = new PathRules(real, grant.uses().write());
    this.feature = grant.feature();
    this.refusals = refusals;
  }

  /** A path to read from, without links. */
  Path readable(Path path) throws IOException {
    Path target = real.target(absolute(path));
    return read.cover(target) || write.cover(target) ? target : refused("read", path, target);
  }

  /** A path to write to, without links. */
  Path writable(Path path) throws IOException {
    Path target = real.target(absolute(path));
    return write.cover(target) ? target : refused("write", path, target);
  }

  /** A path whose last name is replaced or removed, and not followed if it is a link. */
  private Path writableEntry(Path path) throws IOException {
    Path entry = real.entry(absolute(path));
    return write.cover(entry) ? entry : refused("write", path, entry);
  }

  private Path readableEntry(Path path) throws IOException {
    Path entry = real.entry(absolute(path));
    return read.cover(entry) || write.cover(entry) ? entry : refused("read", path, entry);
  }

  private static Path absolute(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
    return path;
  }

  private Path refused(String how, Path path, Path target) throws AccessDeniedException {
    String by = target.equals(path.normalize()) ? "" : " (by " + path + ")";
    throw new AccessDeniedException(
        path.toString(), null, refusals.refuse(feature, how + " " + target + by));
  }

  @Override
  public boolean exists(Path path) {
    try {
      return files.exists(readable(path));
    } catch (AccessDeniedException e) {
      throw new SecurityException(e.getReason(), e);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<FileFacts> look(Path path) throws IOException {
    return files.look(readableEntry(path));
  }

  @Override
  public byte[] read(Path path, int most) throws IOException {
    return files.read(readable(path), most);
  }

  @Override
  public String readText(Path path, int most) throws IOException {
    return files.readText(readable(path), most);
  }

  @Override
  public InputStream open(Path path) throws IOException {
    return files.open(readable(path));
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return files.list(readable(folder));
  }

  @Override
  public long freeSpace(Path path) throws IOException {
    return files.freeSpace(readable(path));
  }

  @Override
  public void write(Path path, byte[] content, Mode mode) throws IOException {
    files.write(writable(path), content, mode);
  }

  @Override
  public NewFile create(Path path, Mode mode) throws IOException {
    return files.create(writable(path), mode);
  }

  @Override
  public long append(Path path, byte[] content, Mode mode) throws IOException {
    return files.append(writable(path), content, mode);
  }

  @Override
  public void makeFolder(Path folder, Mode mode) throws IOException {
    files.makeFolder(writable(folder), mode);
  }

  /** Other programs follow the link, too: it must lead to what is declared. */
  @Override
  public void link(Path link, Path target) throws IOException {
    Path entry = writableEntry(link);
    Path parent = entry.getParent() == null ? entry : entry.getParent();
    readable(parent.resolve(target));
    files.link(entry, target);
  }

  @Override
  public Optional<Path> target(Path link) throws IOException {
    return files.target(readableEntry(link));
  }

  @Override
  public void mode(Path path, Mode mode) throws IOException {
    files.mode(writable(path), mode);
  }

  @Override
  public void modified(Path path, Instant time) throws IOException {
    files.modified(writable(path), time);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Path target = writableEntry(to);
    files.move(writableEntry(from), target);
  }

  @Override
  public void copy(Path from, Path to) throws IOException {
    Path target = writable(to);
    files.copy(readable(from), target);
  }

  @Override
  public boolean delete(Path path) throws IOException {
    return files.delete(writableEntry(path));
  }

  @Override
  public void deleteTree(Path folder) throws IOException {
    Path entry = writableEntry(folder);
    boolean whole = write.coverTree(entry) || isNoFolder(entry);
    files.deleteTree(whole ? entry : refused("remove all of", folder, entry));
  }

  private boolean isNoFolder(Path entry) throws IOException {
    return files.look(entry).filter(facts -> facts.kind() == FileFacts.Kind.FOLDER).isEmpty();
  }

  @Override
  public int sweep(Path folder) throws IOException {
    return files.sweep(writable(folder));
  }

  @Override
  public Closeable watch(Path path, Runnable changed) throws IOException {
    return files.watch(readable(path), changed);
  }
}
