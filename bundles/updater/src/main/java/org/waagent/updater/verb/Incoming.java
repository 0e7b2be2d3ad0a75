// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** Archives as they are named: by a path, or by an address they are fetched from. */
final class Incoming {
  private static final long LARGEST = 256L << 20;
  private static final int BUFFER = 1 << 16;
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  private final Files files;
  private final Path folder;
  private final Supplier<Optional<ArtifactSource>> source;

  /**
   * @param folder for what is fetched
   * @param source empty where nothing can be fetched
   */
  Incoming(Files files, Path folder, Supplier<Optional<ArtifactSource>> source) {
    this.files = files;
    this.folder = folder;
    this.source = source;
  }

  /** An archive on this machine; what was fetched is removed at the end. */
  record Local(Files files, Path path, boolean fetched) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (fetched) {
        files.deleteTree(path.getParent());
      }
    }
  }

  /** Whether a name stands for something to be fetched. */
  static boolean isAddress(String name) {
    return name.startsWith("https://") || name.startsWith("http://");
  }

  /**
   * Finds it.
   *
   * @throws IOException says what is wrong with the name, or why it can't be fetched
   */
  Local take(String name) throws IOException {
    if (isAddress(name)) {
      return fetched(new BlobUrl(name));
    }
    Path path = Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
    if (!path.isAbsolute()) {
      throw new IOException("give the full path: the agent does not know where you are: " + name);
    }
    if (!files.exists(path)) {
      throw new IOException("there is no " + path);
    }
    return new Local(files, path, false);
  }

  private Local fetched(BlobUrl address) throws IOException {
    ArtifactSource artifacts =
        source.get().orElseThrow(() -> new IOException("nothing here fetches " + address));
    Path own = folder.resolve(UUID.randomUUID().toString());
    Path path = own.resolve(file(address));
    files.makeFolder(own, Mode.OWNER_FOLDER);
    try {
      artifacts.fetch(List.of(address), content -> write(path, content));
    } catch (HostException e) {
      files.deleteTree(own);
      throw new IOException(e.getMessage(), e);
    }
    return new Local(files, path, true);
  }

  /** Until it is known what is in it, it is told by its name. */
  private static String file(BlobUrl address) {
    String text = address.withoutQuery();
    String last = text.substring(text.lastIndexOf('/') + 1);
    return FILE.matcher(last).matches() ? last : "archive.zip";
  }

  private void write(Path path, InputStream content) throws IOException {
    try (NewFile file = files.create(path, Mode.OWNER_ONLY)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        size += count;
        if (size > LARGEST) {
          throw new ZipException("an archive has no more than " + LARGEST + " bytes");
        }
        file.write(buffer, 0, count);
      }
      file.commit();
    }
  }
}
