// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** Fetches a feed, or an archive into a file. */
final class Fetching {
  private static final int PIECE = 64 << 10;

  private final List<ArtifactSource> sources;
  private final Files files;
  private final Path archive;

  /**
   * @param sources the way to the network; the list may change, as its bundle is replaced
   * @param folder for the archive
   */
  Fetching(List<ArtifactSource> sources, Files files, Path folder) {
    this.sources = sources;
    this.files = files;
    this.archive = folder.resolve("fetched.zip");
  }

  Feed feed(URI address) throws HostException {
    AtomicReference<Feed> feed = new AtomicReference<>();
    fetch(
        List.of(new BlobUrl(address.toString())),
        content -> feed.set(FeedJson.read(content.readNBytes(FeedJson.MOST_BYTES + 1), address)));
    return feed.get();
  }

  /** The file with the archive; its digest is the one the feed tells. */
  Path archive(Release release) throws HostException {
    try {
      long size = release.size().orElse(0);
      long free = files.freeSpace(archive);
      if (free < size) {
        throw new HostException(
            Kind.LOCAL, release.name() + " needs " + size + " bytes, " + free + " are free");
      }
      files.makeFolder(archive.getParent(), Mode.OWNER_FOLDER);
    } catch (IOException e) {
      throw new HostException(Kind.LOCAL, release.name() + ": " + e.getMessage(), e);
    }
    fetch(release.locations(), content -> receive(content, release));
    return archive;
  }

  void remove() throws IOException {
    files.delete(archive);
  }

  private void fetch(List<BlobUrl> locations, ArtifactSource.Receiver receiver)
      throws HostException {
    if (sources.isEmpty()) {
      throw new HostException(Kind.LOCAL, "no bundle provides a way to the network now");
    }
    sources.get(sources.size() - 1).fetch(locations, receiver);
  }

  private void receive(InputStream content, Release release) throws IOException {
    long most = release.size().orElse(FeedJson.LARGEST_ARCHIVE);
    MessageDigest digest = sha256();
    try (NewFile file = files.create(archive, Mode.OWNER_ONLY)) {
      byte[] piece = new byte[PIECE];
      long left = most;
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        left -= read;
        if (left < 0) {
          throw new BadFeed(release.name() + " has more than " + most + " bytes");
        }
        digest.update(piece, 0, read);
        file.write(piece, 0, read);
      }
      String told = HexFormat.of().formatHex(digest.digest());
      if (!told.equals(release.sha256())) {
        throw new BadFeed(release.name() + " has the digest " + told + ", not " + release.sha256());
      }
      file.commit();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
